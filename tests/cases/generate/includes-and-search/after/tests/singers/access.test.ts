import * as repository from "~/server/singers/repository";
import * as factory from "../../prisma/factories/singer";
import * as choirRows from "../../prisma/factories/choir";
import {
  checkAccess,
  checkHiddenChildren,
  checkForeign,
  type Subject,
} from "../support/access";

/** Who may do what with a row of alice's: a status, or whether it is shown. */
const table = `
          list    get  create  update  delete  +choir
  nobody  401     401  401     401     401     -
  bob     hidden  404  201     404     404     -
  alice   shown   200  201     200     204     shown
`;

const subject: Subject = {
  path: "/api/singers",
  filters: [],
  insert: factory.insert,
  find: async (id) => repository.find({}, id),
  body: factory.fresh,
  change: async (userId) => {
    const body = await factory.fresh(userId);
    return {
      name: body.name,
    };
  },
  unknownId: () => crypto.randomUUID(),
};

checkAccess(subject, table);

// What alice or another may not see, though a row of their own points to it.
checkForeign(subject, {
  as: "alice",
  key: "choirId",
  creates: true,
  updates: true,
  insert: choirRows.insert,
  point: async (userId, id) => {
    const references = await factory.references(userId);
    return factory.insert(userId, {
      references: {
        ...references,
        choirId: id,
      },
    });
  },
});

// What alice or another may not see, though it points to a row of their own.
checkHiddenChildren(subject, {
  as: "alice",
  include: "leads",
  insert: async (userId, id) => {
    const references = await choirRows.references(userId);
    return choirRows.insert(userId, {
      references: {
        ...references,
        leaderId: id,
      },
    });
  },
});
