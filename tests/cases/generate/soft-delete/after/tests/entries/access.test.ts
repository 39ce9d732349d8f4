import * as repository from "~/server/entries/repository";
import * as factory from "../../prisma/factories/entry";
import * as wikiRows from "../../prisma/factories/wiki";
import { checkAccess, checkForeign, type Subject } from "../support/access";

/** Who may do what with a row of alice's: a status, or whether it is shown. */
const table = `
          list    get  create  update  delete  restore
  nobody  401     401  401     401     401     401
  bob     hidden  404  201     404     404     404
  alice   shown   200  201     200     204     200
`;

const subject: Subject = {
  path: "/api/entries",
  filters: [],
  insert: factory.insert,
  find: async (id) => repository.find({}, id),
  remove: async (id) => repository.remove({}, id),
  body: factory.fresh,
  change: async (userId) => {
    const body = await factory.fresh(userId);
    return {
      title: body.title,
    };
  },
  unknownId: () => crypto.randomUUID(),
};

checkAccess(subject, table);

// What alice or another may not see, though a row of their own points to it.
checkForeign(subject, {
  as: "alice",
  key: "wikiId",
  creates: true,
  updates: true,
  insert: wikiRows.insert,
  point: async (userId, id) => {
    const references = await factory.references(userId);
    return factory.insert(userId, {
      references: {
        ...references,
        wikiId: id,
      },
    });
  },
});
checkForeign(subject, {
  as: "alice",
  key: "parentId",
  creates: true,
  updates: true,
  insert: factory.insert,
  point: async (userId, id) => {
    const references = await factory.references(userId);
    return factory.insert(userId, {
      references: {
        ...references,
        parentId: id,
      },
    });
  },
});
