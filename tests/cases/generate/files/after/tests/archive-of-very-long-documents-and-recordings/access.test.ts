import * as repository from "~/server/archive-of-very-long-documents-and-recordings/repository";
import * as factory from "../../prisma/factories/archive-of-very-long-documents-and-recordings";
import { checkAccess, type Subject } from "../support/access";

/** Who may do what with a row of alice's: a status, or whether it is shown. */
const table = `
          list    get  create  update  delete
  nobody  401     401  401     401     401
  bob     hidden  404  201     404     404
  alice   shown   200  201     200     204
`;

const subject: Subject = {
  path: "/api/archive-of-very-long-documents-and-recordings",
  filters: [],
  insert: factory.insert,
  find: async (id) => repository.find({}, id),
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
