import * as repository from "~/server/badges/repository";
import * as factory from "../../prisma/factories/badge";
import { checkAccess, type Subject } from "../support/access";

/** Who may do what with a row of alice's: a status, or whether it is shown. */
const table = `
           list   get  create  update  delete  create[]  update[]  delete[]
  nobody   401    401  401     401     401     401       401       401
  bob      shown  200  403     403     403     403       403       403
  alice    shown  200  403     403     403     403       403       403
  manager  shown  200  403     403     204     403       403       200
  packer   shown  200  201     200     403     200       200       403
`;

const subject: Subject = {
  path: "/api/badges",
  filters: [],
  insert: factory.insert,
  find: async (id) => repository.find({}, id),
  body: factory.fresh,
  change: async (userId) => {
    const body = await factory.fresh(userId);
    return {
      text: body.text,
    };
  },
  unknownId: () => crypto.randomUUID(),
};

checkAccess(subject, table);
