import { people } from "../support/api";
import { checkAccess } from "../support/access";
import { checkConditions } from "../support/conditions";
import { checkForeign } from "../support/relations";
import { subject as workspaceSubject } from "../workspaces/subject";
import { subject } from "./subject";

/** Who may do what with a row of alice's: a status, or whether it is shown. */
const table = `
             list    get  create  update  delete  create[]  update[]  delete[]  +workspace
  nobody     hidden  404  401     401     401     401       401       401       -
  bob        hidden  404  201     404     404     200       422       422       -
  alice      shown   200  201     200     204     200       200       200       shown
  librarian  shown   404  201     404     404     200       422       422       -
`;

checkAccess(subject, table);

/** Who may do what with which row; `>` is an update that gives it the values of another one. */
const cases = `
                                                                     list    get  create  update  delete  >pages=501  >printed  >printedAt=2000-01-01T00:00:00.000Z+printed  >printedAt=2000-01-01T00:00:00.000Z
  nobody                 base                                        hidden  404  401     401     401     -           -         -                                            -
  nobody                 printed                                     hidden  200  401     401     401     -           -         -                                            -
  nobody                 printedAt=2000-01-01T00:00:00.000Z+printed  shown   200  401     401     401     -           -         -                                            -
  nobody                 printedAt=2000-01-01T00:00:00.000Z          hidden  404  401     401     401     -           -         -                                            -
  nobody                 review                                      hidden  200  401     401     401     -           -         -                                            -
  nobody                 archived                                    hidden  404  401     401     401     -           -         -                                            -
  nobody                 price=100.50                                hidden  404  401     401     401     -           -         -                                            -
  nobody                 printedAt=2900-01-01T00:00:00.000Z          hidden  404  401     401     401     -           -         -                                            -
  nobody                 size=9000000001                             hidden  404  401     401     401     -           -         -                                            -
  nobody                 due=2020-01-30+size=9000000001              hidden  404  401     401     401     -           -         -                                            -
  nobody                 due=2020-01-30                              hidden  404  401     401     401     -           -         -                                            -
  nobody                 pages=501                                   hidden  404  401     401     401     -           -         -                                            -
  bob                    base                                        hidden  404  422     404     404     -           -         -                                            -
  bob                    printed                                     hidden  200  422     404     404     -           -         -                                            -
  bob                    printedAt=2000-01-01T00:00:00.000Z+printed  shown   200  422     404     404     -           -         -                                            -
  bob                    printedAt=2000-01-01T00:00:00.000Z          hidden  404  422     404     404     -           -         -                                            -
  bob                    review                                      hidden  200  422     404     404     -           -         -                                            -
  bob                    archived                                    hidden  404  422     404     404     -           -         -                                            -
  bob                    price=100.50                                hidden  404  422     404     404     -           -         -                                            -
  bob                    printedAt=2900-01-01T00:00:00.000Z          hidden  404  422     404     404     -           -         -                                            -
  bob                    size=9000000001                             hidden  404  422     404     404     -           -         -                                            -
  bob                    due=2020-01-30+size=9000000001              hidden  404  422     404     404     -           -         -                                            -
  bob                    due=2020-01-30                              hidden  404  422     404     404     -           -         -                                            -
  bob                    pages=501                                   hidden  404  422     404     404     -           -         -                                            -
  bob=owner              base                                        hidden  200  -       200     204     403         200       200                                          200
  bob=owner              printed                                     hidden  200  -       404     204     -           -         -                                            -
  bob=owner              printedAt=2000-01-01T00:00:00.000Z+printed  shown   200  -       404     404     -           -         -                                            -
  bob=owner              printedAt=2000-01-01T00:00:00.000Z          hidden  200  -       200     404     403         200       200                                          -
  bob=owner              review                                      hidden  200  -       200     204     403         200       200                                          200
  bob=owner              archived                                    hidden  200  -       200     204     403         200       200                                          200
  bob=owner              price=100.50                                hidden  200  -       200     204     403         200       200                                          200
  bob=owner              printedAt=2900-01-01T00:00:00.000Z          hidden  200  -       200     404     403         200       200                                          200
  bob=owner              size=9000000001                             hidden  200  -       200     204     403         200       200                                          200
  bob=owner              due=2020-01-30+size=9000000001              hidden  200  -       200     404     403         200       200                                          200
  bob=owner              due=2020-01-30                              hidden  200  -       200     204     403         200       200                                          200
  bob=owner              pages=501                                   hidden  200  -       403     204     -           200       200                                          200
  bob=workspace.members  base                                        shown   200  201     404     404     -           -         -                                            -
  bob=workspace.members  printed                                     shown   200  403     404     404     -           -         -                                            -
  bob=workspace.members  printedAt=2000-01-01T00:00:00.000Z+printed  shown   200  403     404     404     -           -         -                                            -
  bob=workspace.members  printedAt=2000-01-01T00:00:00.000Z          shown   200  201     404     404     -           -         -                                            -
  bob=workspace.members  review                                      shown   200  201     404     404     -           -         -                                            -
  bob=workspace.members  archived                                    shown   404  422     404     404     -           -         -                                            -
  bob=workspace.members  price=100.50                                shown   200  403     404     404     -           -         -                                            -
  bob=workspace.members  printedAt=2900-01-01T00:00:00.000Z          shown   200  201     404     404     -           -         -                                            -
  bob=workspace.members  size=9000000001                             shown   200  201     404     404     -           -         -                                            -
  bob=workspace.members  due=2020-01-30+size=9000000001              shown   200  201     404     404     -           -         -                                            -
  bob=workspace.members  due=2020-01-30                              shown   200  201     404     404     -           -         -                                            -
  bob=workspace.members  pages=501                                   shown   200  201     404     404     -           -         -                                            -
  bob=workspace.owner    base                                        hidden  200  403     200     404     200         200       200                                          200
  bob=workspace.owner    printed                                     hidden  200  403     200     404     200         -         200                                          200
  bob=workspace.owner    printedAt=2000-01-01T00:00:00.000Z+printed  shown   200  403     200     404     200         200       -                                            200
  bob=workspace.owner    printedAt=2000-01-01T00:00:00.000Z          hidden  200  403     200     404     200         200       200                                          -
  bob=workspace.owner    review                                      hidden  200  403     200     404     200         200       200                                          200
  bob=workspace.owner    archived                                    hidden  404  422     200     404     200         200       200                                          200
  bob=workspace.owner    price=100.50                                hidden  200  403     200     404     200         200       200                                          200
  bob=workspace.owner    printedAt=2900-01-01T00:00:00.000Z          hidden  200  403     200     404     200         200       200                                          200
  bob=workspace.owner    size=9000000001                             hidden  200  403     200     404     200         200       200                                          200
  bob=workspace.owner    due=2020-01-30+size=9000000001              hidden  200  403     200     404     200         200       200                                          200
  bob=workspace.owner    due=2020-01-30                              hidden  200  403     200     404     200         200       200                                          200
  bob=workspace.owner    pages=501                                   hidden  200  403     200     404     -           200       200                                          200
  librarian              base                                        shown   404  422     404     404     -           -         -                                            -
  librarian              printed                                     shown   200  422     404     404     -           -         -                                            -
  librarian              printedAt=2000-01-01T00:00:00.000Z+printed  shown   200  422     404     404     -           -         -                                            -
  librarian              printedAt=2000-01-01T00:00:00.000Z          shown   404  422     404     404     -           -         -                                            -
  librarian              review                                      shown   200  422     404     404     -           -         -                                            -
  librarian              archived                                    shown   404  422     404     404     -           -         -                                            -
  librarian              price=100.50                                shown   404  422     404     404     -           -         -                                            -
  librarian              printedAt=2900-01-01T00:00:00.000Z          shown   404  422     404     404     -           -         -                                            -
  librarian              size=9000000001                             shown   404  422     404     404     -           -         -                                            -
  librarian              due=2020-01-30+size=9000000001              shown   404  422     404     404     -           -         -                                            -
  librarian              due=2020-01-30                              shown   404  422     404     404     -           -         -                                            -
  librarian              pages=501                                   shown   404  422     404     404     -           -         -                                            -
`;

checkConditions(subject, cases, {
  relations: {
    workspace: ["workspaceId", workspaceSubject],
  },
  members: { workspace: "memberIds" },
  rows: {
    base: {
      "": {
        printedAt: null,
        stage: "draft",
        price: "0.00",
        due: "2020-01-31",
        size: "0",
        pages: 500,
      },
      workspace: { archived: false },
    },
    printed: {
      "": {
        printedAt: null,
        stage: "printed",
        price: "0.00",
        due: "2020-01-31",
        size: "0",
        pages: 500,
      },
      workspace: { archived: false },
    },
    "printedAt=2000-01-01T00:00:00.000Z+printed": {
      "": {
        printedAt: "2000-01-01T00:00:00.000Z",
        stage: "printed",
        price: "0.00",
        due: "2020-01-31",
        size: "0",
        pages: 500,
      },
      workspace: { archived: false },
    },
    "printedAt=2000-01-01T00:00:00.000Z": {
      "": {
        printedAt: "2000-01-01T00:00:00.000Z",
        stage: "draft",
        price: "0.00",
        due: "2020-01-31",
        size: "0",
        pages: 500,
      },
      workspace: { archived: false },
    },
    review: {
      "": {
        printedAt: null,
        stage: "review",
        price: "0.00",
        due: "2020-01-31",
        size: "0",
        pages: 500,
      },
      workspace: { archived: false },
    },
    archived: {
      "": {
        printedAt: null,
        stage: "draft",
        price: "0.00",
        due: "2020-01-31",
        size: "0",
        pages: 500,
      },
      workspace: { archived: true },
    },
    "price=100.50": {
      "": {
        printedAt: null,
        stage: "draft",
        price: "100.50",
        due: "2020-01-31",
        size: "0",
        pages: 500,
      },
      workspace: { archived: false },
    },
    "printedAt=2900-01-01T00:00:00.000Z": {
      "": {
        printedAt: "2900-01-01T00:00:00.000Z",
        stage: "draft",
        price: "0.00",
        due: "2020-01-31",
        size: "0",
        pages: 500,
      },
      workspace: { archived: false },
    },
    "size=9000000001": {
      "": {
        printedAt: null,
        stage: "draft",
        price: "0.00",
        due: "2020-01-31",
        size: "9000000001",
        pages: 500,
      },
      workspace: { archived: false },
    },
    "due=2020-01-30+size=9000000001": {
      "": {
        printedAt: null,
        stage: "draft",
        price: "0.00",
        due: "2020-01-30",
        size: "9000000001",
        pages: 500,
      },
      workspace: { archived: false },
    },
    "due=2020-01-30": {
      "": {
        printedAt: null,
        stage: "draft",
        price: "0.00",
        due: "2020-01-30",
        size: "0",
        pages: 500,
      },
      workspace: { archived: false },
    },
    "pages=501": {
      "": {
        printedAt: null,
        stage: "draft",
        price: "0.00",
        due: "2020-01-31",
        size: "0",
        pages: 501,
      },
      workspace: { archived: false },
    },
  },
});

checkForeign(subject, {
  as: people.alice,
  key: "workspaceId",
  creates: true,
  updates: true,
  target: workspaceSubject,
});
