import * as repository from "~/server/subject-that-some-organizations-may-talk-abouts/repository";
import * as factory from "../../prisma/factories/subject-that-some-organizations-may-talk-about";
import { checkAccess, type Subject } from "../support/access";

/** Who may do what with a row of alice's: a status, or whether it is shown. */
const table = `
          list    get  create  update  delete
  nobody  401     401  401     401     401
  bob     hidden  404  201     404     404
  alice   shown   200  201     200     204
`;

const subject: Subject = {
  path: "/api/subject-that-some-organizations-may-talk-abouts",
  filters: [],
  insert: factory.insert,
  find: async (id) => repository.find({}, id),
  body: factory.fresh,
  change: async (userId) => {
    const body = await factory.fresh(userId);
    return {
      theNameUnderWhichTheSubjectIsBestKnownBy:
        body.theNameUnderWhichTheSubjectIsBestKnownBy,
    };
  },
  unknownId: () => crypto.randomUUID(),
};

checkAccess(subject, table);
