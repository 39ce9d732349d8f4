import { checkAccess } from "../support/access";
import { checkConditions } from "../support/conditions";
import { subject } from "./subject";

/** Who may do what with a row of alice's: a status, or whether it is shown. */
const table = `
              list    get  create  update  delete  offer  repair  return  cancel
  nobody      401     401  401     401     401     401    401     401     401
  bob         hidden  404  201     404     404     403    403     404     404
  alice       shown   200  201     200     204     403    403     409     200
  technician  shown   200  201     404     404     200    409     404     404
`;

checkAccess(subject, table);

/** Who may do what with which row; `>` is an update that gives it the values of another one. */
const cases = `
                            list    get  create  update  delete  offer  repair  return  cancel
  nobody      base          401     401  401     401     401     401    401     401     401
  nobody      price=100.00  401     401  401     401     401     401    401     401     401
  bob         base          hidden  404  201     404     404     403    403     404     404
  bob         price=100.00  hidden  404  201     404     404     403    403     404     404
  bob=owner   base          shown   200  -       200     204     403    403     409     200
  bob=owner   price=100.00  shown   200  -       200     204     403    403     409     404
  technician  base          shown   200  201     404     404     200    409     404     404
  technician  price=100.00  shown   200  201     404     404     200    409     404     404
`;

checkConditions(subject, cases, {
  rows: {
    base: { "": { price: "99.99" } },
    "price=100.00": { "": { price: "100.00" } },
  },
});
