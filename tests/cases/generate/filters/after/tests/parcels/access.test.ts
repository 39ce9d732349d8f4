import * as repository from "~/server/parcels/repository";
import * as factory from "../../prisma/factories/parcel";
import * as carrierRows from "../../prisma/factories/carrier";
import { checkAccess, checkForeign, type Subject } from "../support/access";

/** Who may do what with a row of alice's: a status, or whether it is shown. */
const table = `
          list   get  create  update  delete
  nobody  401    401  401     401     401
  bob     shown  200  201     200     204
  alice   shown  200  201     200     204
`;

const subject: Subject = {
  path: "/api/parcels",
  filters: ["code"],
  insert: factory.insert,
  find: async (id) => repository.find({}, id),
  body: factory.fresh,
  change: async (userId) => {
    const body = await factory.fresh(userId);
    return {
      code: body.code,
    };
  },
  unknownId: () => crypto.randomUUID(),
};

checkAccess(subject, table);

// What alice or another may not see, though a row of their own points to it.
checkForeign(subject, {
  as: "alice",
  key: "carrierId",
  creates: true,
  updates: true,
  filters: ["carrier.name", "carrier.kind", "carrier.fee"],
  insert: carrierRows.insert,
  point: async (userId, id) => {
    const references = await factory.references(userId);
    return factory.insert(userId, {
      references: {
        ...references,
        carrierId: id,
      },
    });
  },
});
checkForeign(subject, {
  as: "alice",
  key: "backupId",
  creates: true,
  updates: true,
  filters: ["backup.carried"],
  insert: carrierRows.insert,
  point: async (userId, id) => {
    const references = await factory.references(userId);
    return factory.insert(userId, {
      references: {
        ...references,
        backupId: id,
      },
    });
  },
});
