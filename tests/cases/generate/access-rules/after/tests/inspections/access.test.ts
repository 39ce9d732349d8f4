import { checkAccess } from "../support/access";
import { subject } from "./subject";

/** Who may do what with a row of alice's: a status, or whether it is shown. */
const table = `
           list   get  create  update  delete
  nobody   401    401  401     401     401
  bob      403    403  403     403     403
  alice    403    403  403     403     403
  auditor  shown  200  201     200     204
`;

checkAccess(subject, table);
