import * as repository from "~/server/paragraphs/repository";
import * as factory from "../../prisma/factories/paragraph";
import * as pageRows from "../../prisma/factories/page";
import { checkAccess, checkForeign, type Subject } from "../support/access";

/** Who may do what with a row of alice's: a status, or whether it is shown. */
const table = `
          list    get  create  update  delete
  nobody  401     401  401     401     401
  bob     hidden  404  201     404     404
  alice   shown   200  201     200     204
`;

const subject: Subject = {
  path: "/api/paragraphs",
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

// What alice or another may not see, though a row of their own points to it.
checkForeign(subject, {
  as: "alice",
  key: "pageId",
  creates: true,
  updates: true,
  insert: pageRows.insert,
  point: async (userId, id) => {
    const references = await factory.references(userId);
    return factory.insert(userId, {
      references: {
        ...references,
        pageId: id,
      },
    });
  },
});
