import * as repository from "~/server/choirs/repository";
import * as factory from "../../prisma/factories/choir";
import * as singerRows from "../../prisma/factories/singer";
import { checkAccess, checkForeign, type Subject } from "../support/access";

/** Who may do what with a row of alice's: a status, or whether it is shown. */
const table = `
          list    get  create  update  delete
  nobody  401     401  401     401     401
  bob     hidden  404  201     404     404
  alice   shown   200  201     200     204
`;

const subject: Subject = {
  path: "/api/choirs",
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
  key: "leaderId",
  creates: true,
  updates: true,
  include: "leader",
  insert: singerRows.insert,
  point: async (userId, id) => {
    const references = await factory.references(userId);
    return factory.insert(userId, {
      references: {
        ...references,
        leaderId: id,
      },
    });
  },
});
checkForeign(subject, {
  as: "alice",
  key: "friendIds",
  many: true,
  creates: true,
  updates: true,
  include: "friends",
  insert: factory.insert,
  point: async (userId, id) => {
    const references = await factory.references(userId);
    return factory.insert(userId, {
      references: {
        ...references,
        friendIds: [id],
      },
    });
  },
});
