import * as repository from "~/server/deals/repository";
import * as factory from "../../prisma/factories/deal";
import { anyNumber } from "../../prisma/fake";
import { checkAccess, type Subject } from "../support/access";

/** Who may do what with a row of alice's: a status, or whether it is shown. */
const table = `
          list    get  create  update  delete  restore  +agent
  nobody  401     401  401     401     401     401      -
  bob     hidden  404  201     404     404     404      -
  alice   shown   200  201     200     204     200      shown
  board   shown   200  201     404     404     404      shown
  lead    shown   200  201     200     404     404      shown
`;

const subject: Subject = {
  path: "/api/deals",
  filters: ["title", "stage", "agentId"],
  insert: factory.insert,
  find: async (id) => repository.find({}, id),
  remove: async (id) => repository.remove({}, id),
  body: async (userId) =>
    factory.body(anyNumber(), await factory.references(userId)),
  change: async (userId) => {
    const body = factory.body(anyNumber(), await factory.references(userId));
    return {
      title: body.title,
    };
  },
  unknownId: () => crypto.randomUUID(),
};

checkAccess(subject, table);
