import * as repository from "~/server/wikis/repository";
import * as factory from "../../prisma/factories/wiki";
import { checkAccess, type Subject } from "../support/access";

/** Who may do what with a row of alice's: a status, or whether it is shown. */
const table = `
          list    get  create  update  delete  restore
  nobody  401     401  401     401     401     401
  bob     hidden  404  201     404     404     404
  alice   shown   200  201     200     204     200
`;

const subject: Subject = {
  path: "/api/wikis",
  filters: [],
  insert: factory.insert,
  find: async (id) => repository.find({}, id),
  remove: async (id) => repository.remove({}, id),
  body: factory.fresh,
  change: async (userId) => {
    const body = await factory.fresh(userId);
    return {
      title: body.title,
    };
  },
  unknownId: () => crypto.randomUUID(),
};

checkAccess(subject, table);
