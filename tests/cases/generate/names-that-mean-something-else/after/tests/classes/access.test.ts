import * as repository from "~/server/classes/repository";
import * as factory from "../../prisma/factories/class";
import * as objectRows from "../../prisma/factories/object";
import { checkAccess, checkForeign, type Subject } from "../support/access";

/** Who may do what with a row of alice's: a status, or whether it is shown. */
const table = `
          list   get  create  update  delete
  nobody  401    401  401     401     401
  bob     shown  200  201     200     204
  alice   shown  200  201     200     204
`;

const subject: Subject = {
  path: "/api/classes",
  filters: ["function"],
  insert: factory.insert,
  find: async (id) => repository.find({}, id),
  body: factory.fresh,
  change: async (userId) => {
    const body = await factory.fresh(userId);
    return {
      default: body.default,
    };
  },
  unknownId: () => crypto.randomUUID(),
};

checkAccess(subject, table);

// What alice or another may not see, though a row of their own points to it.
checkForeign(subject, {
  as: "alice",
  key: "objectId",
  creates: true,
  updates: true,
  insert: objectRows.insert,
  point: async (userId, id) => {
    const references = await factory.references(userId);
    return factory.insert(userId, {
      references: {
        ...references,
        objectId: id,
      },
    });
  },
});
