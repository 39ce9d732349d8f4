import * as repository from "~/server/tariffs/repository";
import * as factory from "../../prisma/factories/tariff";
import { checkAccess, type Subject } from "../support/access";
import { checkFields, type Guarded } from "../support/fields";

/** Who may do what with a row of alice's: a status, or whether it is shown. */
const table = `
          list   get  create  update  delete
  nobody  shown  200  401     401     401
  bob     shown  200  403     200     204
  alice   shown  200  403     200     204
  lead    shown  200  201     200     204
`;

const subject: Subject = {
  path: "/api/tariffs",
  filters: [],
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
          price=
  nobody  -
  bob     403
  alice   403
  lead    set
`;

const guarded: Guarded = {
  subject,
  values: factory.fresh,
};

checkFields(guarded, fields);
