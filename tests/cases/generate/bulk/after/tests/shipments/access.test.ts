import * as repository from "~/server/shipments/repository";
import * as factory from "../../prisma/factories/shipment";
import { checkAccess, type Subject } from "../support/access";

/** Who may do what with a row of alice's: a status, or whether it is shown. */
const table = `
          list    get  create  update  delete  restore  create[]  update[]  delete[]
  nobody  401     401  401     401     401     401      401       401       401
  bob     hidden  404  201     404     404     404      200       422       422
  alice   shown   200  201     200     204     200      200       200       200
`;

const subject: Subject = {
  path: "/api/shipments",
  filters: [],
  insert: factory.insert,
  find: async (id) => repository.find({}, id),
  remove: async (id) => repository.remove({}, id),
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
