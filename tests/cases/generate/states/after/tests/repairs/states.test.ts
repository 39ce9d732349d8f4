import { people } from "../support/api";
import { checkStates } from "../support/states";
import { subject } from "./subject";

/** Where actions lead from each status, or how they are refused. */
const statusTable = `
            offer    repair    return    cancel
  received  offered  409       409       returned
  offered   409      repaired  returned  409
  repaired  409      409       returned  409
  returned  409      409       409       409
`;

checkStates(subject, statusTable, {
  field: "status",
  as: {
    offer: people.technician,
    repair: people.technician,
    return: people.alice,
    cancel: people.alice,
  },
  creator: people.alice,
  updater: people.alice,
});
