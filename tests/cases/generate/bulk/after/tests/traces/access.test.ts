import * as repository from "~/server/traces/repository";
import * as factory from "../../prisma/factories/trace";
import { checkAccess, type Subject } from "../support/access";

/** Who may do what with a row of alice's: a status, or whether it is shown. */
const table = `
           get  delete  delete[]
  nobody   401  401     401
  bob      200  403     403
  alice    200  403     403
  manager  200  204     200
`;

const subject: Subject = {
  path: "/api/traces",
  filters: [],
  insert: factory.insert,
  find: async (id) => repository.find({}, id),
  unknownId: () => crypto.randomUUID(),
};

checkAccess(subject, table);
