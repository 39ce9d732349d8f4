import * as repository from "~/server/extremes/repository";
import * as factory from "../../prisma/factories/extreme";
import { checkAccess, type Subject } from "../support/access";

/** Who may do what with a row of alice's: a status, or whether it is shown. */
const table = `
          list   get  create  update  delete
  nobody  shown  200  201     200     204
  bob     shown  200  201     200     204
  alice   shown  200  201     200     204
`;

const subject: Subject = {
  path: "/api/extremes",
  filters: ["exact", "huge", "day", "code"],
  insert: factory.insert,
  find: async (id) => repository.find({}, id),
  body: factory.fresh,
  change: async (userId) => {
    const body = await factory.fresh(userId);
    return {
      exact: body.exact,
    };
  },
  unknownId: () => crypto.randomUUID(),
};

checkAccess(subject, table);
