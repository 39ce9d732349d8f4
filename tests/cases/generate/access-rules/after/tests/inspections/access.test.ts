import * as repository from "~/server/inspections/repository";
import * as factory from "../../prisma/factories/inspection";
import { checkAccess, type Subject } from "../support/access";

/** Who may do what with a row of alice's: a status, or whether it is shown. */
const table = `
           list   get  create  update  delete
  nobody   401    401  401     401     401
  bob      403    403  403     403     403
  alice    403    403  403     403     403
  auditor  shown  200  201     200     204
`;

const subject: Subject = {
  path: "/api/inspections",
  filters: [],
  insert: factory.insert,
  find: async (id) => repository.find({}, id),
  body: factory.fresh,
  change: async (userId) => {
    const body = await factory.fresh(userId);
    return {
      finding: body.finding,
    };
  },
  unknownId: () => crypto.randomUUID(),
};

checkAccess(subject, table);
