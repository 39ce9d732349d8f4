import * as repository from "~/server/pings/repository";
import * as factory from "../../prisma/factories/ping";
import { idFor } from "../../prisma/fake";
import { checkAccess, type Subject } from "../support/access";

/** Who may do what with a row of alice's: a status, or whether it is shown. */
const table = `
          get  create  create[]
  nobody  401  401     401
  bob     200  201     200
  alice   200  201     200
`;

const subject: Subject = {
  path: "/api/pings",
  filters: [],
  insert: factory.insert,
  find: async (id) => repository.find({}, id),
  body: factory.fresh,
  unknownId: () => idFor("nothing", 1, "cuid2"),
};

checkAccess(subject, table);
