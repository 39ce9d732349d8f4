import * as repository from "~/server/tasks/repository";
import * as factory from "../../prisma/factories/task";
import * as dealRows from "../../prisma/factories/deal";
import { checkAccess, checkForeign, type Subject } from "../support/access";
import { checkFields, type Guarded } from "../support/fields";

/** Who may do what with a row of alice's: a status, or whether it is shown. */
const table = `
          list    get  create  update  delete
  nobody  401     401  401     401     401
  bob     hidden  404  201     404     404
  alice   shown   200  201     200     204
  lead    hidden  404  201     404     404
`;

const subject: Subject = {
  path: "/api/tasks",
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

/** Who sees which fields of a row of alice's, and who sets them. */
const fields = `
          cost?   done=
  nobody  -       -
  bob     -       403
  alice   hidden  403
  lead    -       set
`;

const guarded: Guarded = {
  subject,
  values: factory.complete,
};

checkFields(guarded, fields);

// What alice or another may not see, though a row of their own points to it.
checkForeign(subject, {
  as: "alice",
  key: "dealId",
  creates: true,
  updates: true,
  insert: dealRows.insert,
  point: async (userId, id) => {
    const references = await factory.references(userId);
    return factory.insert(userId, {
      references: {
        ...references,
        dealId: id,
      },
    });
  },
});
