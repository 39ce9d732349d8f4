import * as repository from "~/server/countries/repository";
import * as factory from "../../prisma/factories/country";
import { checkAccess, type Subject } from "../support/access";

/** Who may do what with a row of alice's: a status, or whether it is shown. */
const table = `
          list   get
  nobody  shown  200
  bob     shown  200
  alice   shown  200
`;

const subject: Subject = {
  path: "/api/countries",
  filters: [],
  insert: factory.insert,
  find: async (id) => repository.find({}, id),
  unknownId: () => crypto.randomUUID(),
};

checkAccess(subject, table);
