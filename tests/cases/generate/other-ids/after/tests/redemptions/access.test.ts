import * as repository from "~/server/redemptions/repository";
import * as factory from "../../prisma/factories/redemption";
import { idFor } from "../../prisma/fake";
import { checkAccess, type Subject } from "../support/access";

/** Who may do what with a row of alice's: a status, or whether it is shown. */
const table = `
          list   get  create  update  delete
  nobody  401    401  401     401     401
  bob     shown  200  201     200     204
  alice   shown  200  201     200     204
`;

const subject: Subject = {
  path: "/api/redemptions",
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
  unknownId: () => idFor("nothing", 1, "cuid2"),
};

checkAccess(subject, table);
