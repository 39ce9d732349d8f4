import * as repository from "~/server/daybooks/repository";
import * as factory from "../../prisma/factories/daybook";
import * as clientRows from "../../prisma/factories/client";
import { checkAccess, checkForeign, type Subject } from "../support/access";
import { people } from "../support/api";

/** Who may do what with a row of alice's: a status, or whether it is shown. */
const table = `
                   list    get  create  update  delete  +client
  nobody           401     401  401     401     401     -
  bob              hidden  404  201     404     403     -
  alice            shown   200  201     200     403     shown
  auditor          shown   200  201     404     204     shown
  foreign          hidden  404  201     404     403     -
  foreign-auditor  hidden  404  201     404     404     -
`;

const subject: Subject = {
  path: "/api/daybooks",
  filters: ["number", "clientId"],
  insert: factory.insert,
  find: async (id) => repository.find({}, id),
  body: factory.fresh,
  change: async (userId) => {
    const body = await factory.fresh(userId);
    return {
      number: body.number,
    };
  },
  unknownId: () => crypto.randomUUID(),
};

checkAccess(subject, table);

// What alice or another may not see, though a row of their own points to it.
checkForeign(subject, {
  as: "alice",
  key: "clientId",
  creates: true,
  updates: true,
  include: "client",
  filters: ["client.name"],
  insert: clientRows.insert,
  whose: "foreign",
  point: async (userId, id) => {
    const references = await factory.references(userId);
    return factory.insert(userId, {
      references: {
        ...references,
        clientId: id,
      },
    });
  },
});
checkForeign(subject, {
  as: "alice",
  key: "approverId",
  creates: true,
  updates: true,
  insert: async () => people.foreign,
  whose: "foreign",
  point: async (userId, id) => {
    const references = await factory.references(userId);
    return factory.insert(userId, {
      references: {
        ...references,
        approverId: id,
      },
    });
  },
});
