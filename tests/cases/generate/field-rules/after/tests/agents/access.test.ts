import * as repository from "~/server/agents/repository";
import * as factory from "../../prisma/factories/agent";
import * as dealRows from "../../prisma/factories/deal";
import {
  checkAccess,
  checkHiddenChildren,
  type Subject,
} from "../support/access";
import { checkFields, type Guarded } from "../support/fields";

/** Who may do what with a row of alice's: a status, or whether it is shown. */
const table = `
          list   get  create  update  delete
  nobody  401    401  401     401     401
  bob     shown  200  403     403     204
  alice   shown  200  403     403     204
  lead    shown  200  201     200     204
`;

const subject: Subject = {
  path: "/api/agents",
  filters: ["name"],
  insert: factory.insert,
  find: async (id) => repository.find({}, id),
  body: factory.fresh,
  change: async (userId) => {
    const body = await factory.fresh(userId);
    return {
      name: body.name,
    };
  },
  unknownId: () => crypto.randomUUID(),
};

checkAccess(subject, table);

/** Who sees which fields of a row of alice's, and who sets them. */
const fields = `
          rating?  +deals.margin  +deals.code  +deals.memo
  nobody  -        -              -            -
  bob     hidden   -              -            -
  alice   hidden   hidden         hidden       hidden
  lead    shown    shown          shown        shown
`;

const guarded: Guarded = {
  subject,
  values: async (userId) => ({
    ...(await factory.fresh(userId)),
  }),
  included: {
    deals: async (userId) => {
      const row = await factory.insert(userId);
      const references = await dealRows.references(userId);
      await dealRows.insert(userId, {
        references: {
          ...references,
          agentId: row.id,
        },
      });
      return row;
    },
  },
};

checkFields(guarded, fields);

// What alice or another may not see, though it points to a row of their own.
checkHiddenChildren(subject, {
  as: "alice",
  include: "deals",
  insert: async (userId, id) => {
    const references = await dealRows.references(userId);
    return dealRows.insert(userId, {
      references: {
        ...references,
        agentId: id,
      },
    });
  },
});
