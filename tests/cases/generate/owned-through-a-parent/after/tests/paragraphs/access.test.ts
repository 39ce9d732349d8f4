import { people } from "../support/api";
import { checkAccess } from "../support/access";
import { checkForeign } from "../support/relations";
import { subject as pageSubject } from "../pages/subject";
import { subject } from "./subject";

/** Who may do what with a row of alice's: a status, or whether it is shown. */
const table = `
          list    get  create  update  delete
  nobody  401     401  401     401     401
  bob     hidden  404  201     404     404
  alice   shown   200  201     200     204
`;

checkAccess(subject, table);

checkForeign(subject, {
  as: people.alice,
  key: "pageId",
  creates: true,
  updates: true,
  target: pageSubject,
});
