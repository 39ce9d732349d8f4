import { checkAccess } from "../support/access";
import { subject } from "./subject";

/** Who may do what with a row of alice's: a status, or whether it is shown. */
const table = `
           list    get  create  update  delete
  nobody   401     401  401     401     401
  bob      hidden  404  403     403     403
  alice    shown   200  403     403     403
  admin    shown   200  201     403     204
  auditor  shown   200  403     403     403
  editor   hidden  404  201     404     404
`;

checkAccess(subject, table);
