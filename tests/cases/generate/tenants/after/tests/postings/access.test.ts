import * as repository from "~/server/postings/repository";
import * as factory from "../../prisma/factories/posting";
import * as daybookRows from "../../prisma/factories/daybook";
import { checkAccess, checkForeign, type Subject } from "../support/access";

/** Who may do what with a row of alice's: a status, or whether it is shown. */
const table = `
           list    get  create  update  delete
  nobody   401     401  401     401     401
  bob      shown   200  201     200     204
  alice    shown   200  201     200     204
  foreign  hidden  404  201     404     404
`;

const subject: Subject = {
  path: "/api/postings",
  filters: [],
  insert: factory.insert,
  find: async (id) => repository.find({}, id),
  body: factory.fresh,
  change: async (userId) => {
    const body = await factory.fresh(userId);
    return {
      amount: body.amount,
    };
  },
  unknownId: () => crypto.randomUUID(),
};

checkAccess(subject, table);

// What alice or another may not see, though a row of their own points to it.
checkForeign(subject, {
  as: "alice",
  key: "daybookId",
  creates: true,
  updates: true,
  insert: daybookRows.insert,
  point: async (userId, id) => {
    const references = await factory.references(userId);
    return factory.insert(userId, {
      references: {
        ...references,
        daybookId: id,
      },
    });
  },
});
checkForeign(subject, {
  as: "alice",
  key: "daybookId",
  creates: true,
  updates: true,
  insert: daybookRows.insert,
  whose: "foreign",
  point: async (userId, id) => {
    const references = await factory.references(userId);
    return factory.insert(userId, {
      references: {
        ...references,
        daybookId: id,
      },
    });
  },
});
