import { checkAccess } from "../support/access";
import { subject } from "./subject";

/** Who may do what with a row of alice's: a status, or whether it is shown. */
const table = `
          list   get  create  update  delete  create[]  update[]  delete[]  +pallet  +ware
  nobody  401    401  401     401     401     401       401       401       -        -
  bob     shown  200  201     200     204     200       200       200       shown    shown
  alice   shown  200  201     200     204     200       200       200       shown    shown
`;

checkAccess(subject, table);
