import { ATTEMPTS } from "~/server/queue/leases";
import { queue } from "~/server/queue/queue";
import { deliver, targetsOf } from "./deliver";
import { deliveries, dispatch, prune } from "./queue";

/** Adds the deliveries of new events, and attempts those that are due. */
export const events = queue("events", {
  table: deliveries,
  fill: async () => (await dispatch(targetsOf)) > 0,
  attempt: deliver,
  attempts: () => ATTEMPTS,
  label: ({ eventId, target }) => ({ id: eventId, target }),
  prune,
});
