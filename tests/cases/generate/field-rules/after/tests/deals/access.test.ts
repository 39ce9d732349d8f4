import * as repository from "~/server/deals/repository";
import * as factory from "../../prisma/factories/deal";
import * as taskRows from "../../prisma/factories/task";
import { checkAccess, type Subject } from "../support/access";
import { checkFields, type Guarded } from "../support/fields";

/** Who may do what with a row of alice's: a status, or whether it is shown. */
const table = `
          list    get  create  update  delete  restore  create[]  update[]  delete[]  +agent
  nobody  401     401  401     401     401     401      401       401       401       -
  bob     hidden  404  201     404     404     404      200       422       422       -
  alice   shown   200  201     200     204     200      200       200       200       shown
  board   shown   200  201     404     404     404      200       422       422       shown
  lead    shown   200  201     200     404     404      200       200       422       shown
`;

const subject: Subject = {
  path: "/api/deals",
  filters: ["title", "stage", "agentId"],
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

/** Who sees which fields of a row of alice's, and who sets them. */
const fields = `
          margin?  code?   memo?   agent.rating?  +agent.rating  +tasks.cost  stage=  margin=  code=
  nobody  -        -       -       -              -              -            -       -        -
  bob     -        -       -       -              -              -            403     403      403
  alice   hidden   hidden  hidden  hidden         hidden         hidden       403     403      403
  board   shown    hidden  shown   hidden         hidden         -            403     403      403
  lead    shown    shown   shown   shown          shown          -            set     set      set
`;

const guarded: Guarded = {
  subject,
  values: factory.complete,
  asks: {
    margin: ["margin=1", "sort=margin", "fields=margin"],
    code: ["fields=code"],
    memo: ["fields=memo"],
    "agent.rating": ["agent.rating=1"],
  },
  included: {
    agent: factory.insert,
    tasks: async (userId) => {
      const references = await taskRows.references(userId);
      const row = await factory.insert(userId);
      await taskRows.insert(userId, {
        references: {
          ...references,
          dealId: row.id,
        },
      });
      return row;
    },
  },
  searched: {
    memo: async (userId, word) =>
      factory.insert(userId, {
        fields: { memo: word },
      }),
  },
};

checkFields(guarded, fields);
