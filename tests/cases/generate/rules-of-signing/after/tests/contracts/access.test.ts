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
                                   list    get  create  update  delete  >base  >pending  >completed  >rejected
  nobody       base                401     404  401     401     401     -      -         -           -
  nobody       pending             401     404  401     401     401     -      -         -           -
  nobody       completed           401     404  401     401     401     -      -         -           -
  nobody       rejected            401     404  401     401     401     -      -         -           -
  nobody       completed+everyone  401     200  401     401     401     -      -         -           -
  bob          base                hidden  404  201     404     404     -      -         -           -
  bob          pending             hidden  404  201     404     404     -      -         -           -
  bob          completed           hidden  404  201     404     404     -      -         -           -
  bob          rejected            hidden  404  201     404     404     -      -         -           -
  bob          completed+everyone  hidden  200  201     404     404     -      -         -           -
  bob=members  base                hidden  404  201     404     404     -      -         -           -
  bob=members  pending             shown   200  201     404     404     -      -         -           -
  bob=members  completed           shown   200  201     404     404     -      -         -           -
  bob=members  rejected            shown   200  201     404     404     -      -         -           -
  bob=members  completed+everyone  shown   200  201     404     404     -      -         -           -
  bob=owner    base                shown   200  -       200     204     -      200       200         200
  bob=owner    pending             shown   200  -       404     404     -      -         -           -
  bob=owner    completed           shown   200  -       404     404     -      -         -           -
  bob=owner    rejected            shown   200  -       404     204     -      -         -           -
  bob=owner    completed+everyone  shown   200  -       404     404     -      -         -           -
`;

checkConditions(subject, cases, {
  members: { "": "memberIds" },
  rows: {
    base: { "": { state: "draft", visibility: "signers" } },
    pending: { "": { state: "pending", visibility: "signers" } },
    completed: { "": { state: "completed", visibility: "signers" } },
    rejected: { "": { state: "rejected", visibility: "signers" } },
    "completed+everyone": {
      "": { state: "completed", visibility: "everyone" },
    },
  },
});
