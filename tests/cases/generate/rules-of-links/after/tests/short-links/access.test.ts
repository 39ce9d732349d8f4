import { people } from "../support/api";
import { checkAccess } from "../support/access";
import { checkConditions } from "../support/conditions";
import { checkForeign } from "../support/relations";
import { subject as linkFolderSubject } from "../link-folders/subject";
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
                                                                   list    get  create  update  delete  >base  >expiresAt=2900-01-01T00:00:00.000Z  >archived+expiresAt=2900-01-01T00:00:00.000Z  >no-expiresAt
  nobody              base                                         401     404  401     401     401     -      -                                    -                                             -
  nobody              expiresAt=2900-01-01T00:00:00.000Z           401     200  401     401     401     -      -                                    -                                             -
  nobody              archived+expiresAt=2900-01-01T00:00:00.000Z  401     404  401     401     401     -      -                                    -                                             -
  nobody              no-expiresAt                                 401     200  401     401     401     -      -                                    -                                             -
  bob                 base                                         hidden  404  422     404     404     -      -                                    -                                             -
  bob                 expiresAt=2900-01-01T00:00:00.000Z           hidden  200  422     404     404     -      -                                    -                                             -
  bob                 archived+expiresAt=2900-01-01T00:00:00.000Z  hidden  404  422     404     404     -      -                                    -                                             -
  bob                 no-expiresAt                                 hidden  200  422     404     404     -      -                                    -                                             -
  bob=folder.members  base                                         shown   200  201     404     404     -      -                                    -                                             -
  bob=folder.members  expiresAt=2900-01-01T00:00:00.000Z           shown   200  201     404     404     -      -                                    -                                             -
  bob=folder.members  archived+expiresAt=2900-01-01T00:00:00.000Z  shown   200  201     404     404     -      -                                    -                                             -
  bob=folder.members  no-expiresAt                                 shown   200  201     404     404     -      -                                    -                                             -
  bob=folder.owner    base                                         shown   200  201     200     204     -      200                                  200                                           200
  bob=folder.owner    expiresAt=2900-01-01T00:00:00.000Z           shown   200  201     200     204     200    -                                    200                                           200
  bob=folder.owner    archived+expiresAt=2900-01-01T00:00:00.000Z  shown   200  201     200     204     200    200                                  -                                             200
  bob=folder.owner    no-expiresAt                                 shown   200  201     200     204     200    200                                  200                                           -
  bob=owner           base                                         hidden  404  -       404     404     -      -                                    -                                             -
  bob=owner           expiresAt=2900-01-01T00:00:00.000Z           hidden  200  -       404     404     -      -                                    -                                             -
  bob=owner           archived+expiresAt=2900-01-01T00:00:00.000Z  hidden  404  -       404     404     -      -                                    -                                             -
  bob=owner           no-expiresAt                                 hidden  200  -       404     404     -      -                                    -                                             -
`;

checkConditions(subject, cases, {
  relations: {
    folder: ["folderId", linkFolderSubject],
  },
  members: { folder: "memberIds" },
  rows: {
    base: { "": { archived: false, expiresAt: "2000-01-01T00:00:00.000Z" } },
    "expiresAt=2900-01-01T00:00:00.000Z": {
      "": { archived: false, expiresAt: "2900-01-01T00:00:00.000Z" },
    },
    "archived+expiresAt=2900-01-01T00:00:00.000Z": {
      "": { archived: true, expiresAt: "2900-01-01T00:00:00.000Z" },
    },
    "no-expiresAt": { "": { archived: false, expiresAt: null } },
  },
});

checkForeign(subject, {
  as: people.alice,
  key: "folderId",
  creates: true,
  updates: true,
  target: linkFolderSubject,
});
