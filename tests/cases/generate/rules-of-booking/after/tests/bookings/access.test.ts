import { checkAccess } from "../support/access";
import { checkConditions } from "../support/conditions";
import { subject as appointmentTypeSubject } from "../appointment-types/subject";
import { subject } from "./subject";

/** Who may do what with a row of alice's: a status, or whether it is shown. */
const table = `
          list    get  create  update  delete
  nobody  401     401  401     401     401
  bob     hidden  404  201     404     404
  alice   shown   200  201     200     204
`;

checkAccess(subject, table);

/** Who may do what with which row; `>` is an update that gives it the values of another one. */
const cases = `
                                                                list    get  create  update  delete  >base  >startsAt=2000-01-01T00:00:00.000Z  >cancelled  >accepted
  nobody                     base                               401     401  401     401     401     -      -                                   -           -
  nobody                     hidden                             401     401  401     401     401     -      -                                   -           -
  nobody                     startsAt=2000-01-01T00:00:00.000Z  401     401  401     401     401     -      -                                   -           -
  nobody                     cancelled                          401     401  401     401     401     -      -                                   -           -
  nobody                     accepted                           401     401  401     401     401     -      -                                   -           -
  bob                        base                               hidden  404  201     404     404     -      -                                   -           -
  bob                        hidden                             hidden  404  422     404     404     -      -                                   -           -
  bob                        startsAt=2000-01-01T00:00:00.000Z  hidden  404  403     404     404     -      -                                   -           -
  bob                        cancelled                          hidden  404  201     404     404     -      -                                   -           -
  bob                        accepted                           hidden  404  201     404     404     -      -                                   -           -
  bob=appointmentType.owner  base                               shown   200  201     200     404     -      200                                 200         200
  bob=appointmentType.owner  hidden                             shown   200  201     200     404     200    200                                 200         200
  bob=appointmentType.owner  startsAt=2000-01-01T00:00:00.000Z  shown   200  403     404     404     -      -                                   -           -
  bob=appointmentType.owner  cancelled                          shown   200  201     404     404     -      -                                   -           -
  bob=appointmentType.owner  accepted                           shown   200  201     200     404     200    200                                 200         -
  bob=owner                  base                               shown   200  -       200     204     -      200                                 200         200
  bob=owner                  hidden                             shown   200  -       200     204     200    200                                 200         200
  bob=owner                  startsAt=2000-01-01T00:00:00.000Z  shown   200  -       404     204     -      -                                   -           -
  bob=owner                  cancelled                          shown   200  -       404     404     -      -                                   -           -
  bob=owner                  accepted                           shown   200  -       200     404     200    200                                 200         -
`;

checkConditions(subject, cases, {
  relations: {
    appointmentType: ["appointmentTypeId", appointmentTypeSubject],
  },
  rows: {
    base: {
      "": { startsAt: "2900-01-01T00:00:00.000Z", status: "pending" },
      appointmentType: { hidden: false },
    },
    hidden: {
      "": { startsAt: "2900-01-01T00:00:00.000Z", status: "pending" },
      appointmentType: { hidden: true },
    },
    "startsAt=2000-01-01T00:00:00.000Z": {
      "": { startsAt: "2000-01-01T00:00:00.000Z", status: "pending" },
      appointmentType: { hidden: false },
    },
    cancelled: {
      "": { startsAt: "2900-01-01T00:00:00.000Z", status: "cancelled" },
      appointmentType: { hidden: false },
    },
    accepted: {
      "": { startsAt: "2900-01-01T00:00:00.000Z", status: "accepted" },
      appointmentType: { hidden: false },
    },
  },
});
