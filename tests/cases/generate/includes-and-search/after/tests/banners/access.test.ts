import * as repository from "~/server/banners/repository";
import * as factory from "../../prisma/factories/banner";
import * as choirRows from "../../prisma/factories/choir";
import { checkAccess, checkForeign, type Subject } from "../support/access";

/** Who may do what with a row of alice's: a status, or whether it is shown. */
const table = `
          list   get  create  update  delete  +choir
  nobody  401    401  401     401     401     -
  bob     shown  200  201     200     204     hidden
  alice   shown  200  201     200     204     shown
`;

const subject: Subject = {
  path: "/api/banners",
  filters: [],
  insert: factory.insert,
  find: async (id) => repository.find({}, id),
  body: factory.fresh,
  change: async (userId) => {
    const body = await factory.fresh(userId);
    return {
      motto: body.motto,
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
  include: "choir",
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
