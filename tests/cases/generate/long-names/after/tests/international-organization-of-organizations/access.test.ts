import * as repository from "~/server/international-organization-of-organizations/repository";
import * as factory from "../../prisma/factories/international-organization-of-organizations";
import * as subjectThatSomeOrganizationsMayTalkAboutRows from "../../prisma/factories/subject-that-some-organizations-may-talk-about";
import { checkAccess, checkForeign, type Subject } from "../support/access";

/** Who may do what with a row of alice's: a status, or whether it is shown. */
const table = `
          list    get  create  update  delete
  nobody  401     401  401     401     401
  bob     hidden  404  201     404     404
  alice   shown   200  201     200     204
`;

const subject: Subject = {
  path: "/api/international-organization-of-organizations",
  filters: [],
  insert: factory.insert,
  find: async (id) => repository.find({}, id),
  body: factory.fresh,
  change: async (userId) => {
    const body = await factory.fresh(userId);
    return {
      theNameUnderWhichTheOrganizationIsListed:
        body.theNameUnderWhichTheOrganizationIsListed,
    };
  },
  unknownId: () => crypto.randomUUID(),
};

checkAccess(subject, table);

// What alice or another may not see, though a row of their own points to it.
checkForeign(subject, {
  as: "alice",
  key: "theSubjectsThatItIsAllowedToTalkOfInHereIds",
  many: true,
  creates: true,
  updates: true,
  insert: subjectThatSomeOrganizationsMayTalkAboutRows.insert,
  point: async (userId, id) => {
    const references = await factory.references(userId);
    return factory.insert(userId, {
      references: {
        ...references,
        theSubjectsThatItIsAllowedToTalkOfInHereIds: [id],
      },
    });
  },
});
