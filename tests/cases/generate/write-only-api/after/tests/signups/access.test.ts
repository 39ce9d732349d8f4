import * as repository from "~/server/signups/repository";
import * as factory from "../../prisma/factories/signup";
import { checkAccess, type Subject } from "../support/access";

/** Who may do what with a row of alice's: a status, or whether it is shown. */
const table = `
          create
  nobody  201
  bob     201
  alice   201
`;

const subject: Subject = {
  path: "/api/newsletter",
  filters: [],
  insert: factory.insert,
  find: async (id) => repository.find({}, id),
  body: factory.fresh,
  unknownId: () => crypto.randomUUID(),
};

checkAccess(subject, table);
