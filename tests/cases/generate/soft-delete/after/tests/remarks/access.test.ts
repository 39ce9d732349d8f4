import * as repository from "~/server/remarks/repository";
import * as factory from "../../prisma/factories/remark";
import * as entryRows from "../../prisma/factories/entry";
import { checkAccess, checkForeign, type Subject } from "../support/access";

/** Who may do what with a row of alice's: a status, or whether it is shown. */
const table = `
          list   get  create  update  delete
  nobody  401    401  401     401     401
  bob     shown  200  201     200     204
  alice   shown  200  201     200     204
`;

const subject: Subject = {
  path: "/api/remarks",
  filters: [],
  insert: factory.insert,
  find: async (id) => repository.find({}, id),
  body: factory.fresh,
  change: async (userId) => {
    const body = await factory.fresh(userId);
    return {
      text: body.text,
    };
  },
  unknownId: () => crypto.randomUUID(),
};

checkAccess(subject, table);

// What alice or another may not see, though a row of their own points to it.
checkForeign(subject, {
  as: "alice",
  key: "entryId",
  creates: true,
  updates: true,
  insert: entryRows.insert,
  point: async (userId, id) => {
    const references = await factory.references(userId);
    return factory.insert(userId, {
      references: {
        ...references,
        entryId: id,
      },
    });
  },
});
checkForeign(subject, {
  as: "alice",
  key: "replyId",
  creates: true,
  updates: true,
  insert: entryRows.insert,
  point: async (userId, id) => {
    const references = await factory.references(userId);
    return factory.insert(userId, {
      references: {
        ...references,
        replyId: id,
      },
    });
  },
});
