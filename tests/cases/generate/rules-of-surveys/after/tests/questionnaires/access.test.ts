import { checkAccess } from "../support/access";
import { checkConditions } from "../support/conditions";
import { subject } from "./subject";

/** Who may do what with a row of alice's: a status, or whether it is shown. */
const table = `
          list    get  create  update  delete
  nobody  401     404  401     401     401
  bob     hidden  404  201     404     404
  alice   shown   200  201     200     204
`;

checkAccess(subject, table);

/** Who may do what with which row; `>` is an update that gives it the values of another one. */
const cases = `
                                                          list    get  create  update  delete  >base  >closesAt=2900-01-01T00:00:00.000Z  >running+closesAt=2900-01-01T00:00:00.000Z  >running
  nobody       base                                       401     404  401     401     401     -      -                                   -                                           -
  nobody       closesAt=2900-01-01T00:00:00.000Z          401     404  401     401     401     -      -                                   -                                           -
  nobody       running+closesAt=2900-01-01T00:00:00.000Z  401     200  401     401     401     -      -                                   -                                           -
  nobody       running                                    401     404  401     401     401     -      -                                   -                                           -
  nobody       running+no-closesAt                        401     200  401     401     401     -      -                                   -                                           -
  bob          base                                       hidden  404  201     404     404     -      -                                   -                                           -
  bob          closesAt=2900-01-01T00:00:00.000Z          hidden  404  201     404     404     -      -                                   -                                           -
  bob          running+closesAt=2900-01-01T00:00:00.000Z  hidden  200  201     404     404     -      -                                   -                                           -
  bob          running                                    hidden  404  201     404     404     -      -                                   -                                           -
  bob          running+no-closesAt                        hidden  200  201     404     404     -      -                                   -                                           -
  bob=members  base                                       shown   200  201     200     404     -      200                                 200                                         200
  bob=members  closesAt=2900-01-01T00:00:00.000Z          shown   200  201     200     404     200    -                                   200                                         200
  bob=members  running+closesAt=2900-01-01T00:00:00.000Z  shown   200  201     200     404     200    200                                 -                                           200
  bob=members  running                                    shown   200  201     200     404     200    200                                 200                                         -
  bob=members  running+no-closesAt                        shown   200  201     200     404     200    200                                 200                                         200
  bob=owner    base                                       shown   200  -       200     204     -      200                                 200                                         200
  bob=owner    closesAt=2900-01-01T00:00:00.000Z          shown   200  -       200     204     200    -                                   200                                         200
  bob=owner    running+closesAt=2900-01-01T00:00:00.000Z  shown   200  -       200     404     200    200                                 -                                           200
  bob=owner    running                                    shown   200  -       200     404     200    200                                 200                                         -
  bob=owner    running+no-closesAt                        shown   200  -       200     404     200    200                                 200                                         200
`;

checkConditions(subject, cases, {
  members: { "": "memberIds" },
  rows: {
    base: { "": { status: "draft", closesAt: "2000-01-01T00:00:00.000Z" } },
    "closesAt=2900-01-01T00:00:00.000Z": {
      "": { status: "draft", closesAt: "2900-01-01T00:00:00.000Z" },
    },
    "running+closesAt=2900-01-01T00:00:00.000Z": {
      "": { status: "running", closesAt: "2900-01-01T00:00:00.000Z" },
    },
    running: {
      "": { status: "running", closesAt: "2000-01-01T00:00:00.000Z" },
    },
    "running+no-closesAt": { "": { status: "running", closesAt: null } },
  },
});
