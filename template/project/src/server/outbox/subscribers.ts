import { type Subscriber } from "./subscriber";

/**
 * What else happens with events, after the transactions of their writes. Each subscriber gets each event at
 * least once, so that it has to be idempotent: `event.id` stays the same. One that throws gets the event again
 * later, without the others. Events wait for subscribers by their names.
 */
export const subscribers: Record<string, Subscriber> = {
  // Add yours here: `sendReceipt: on("order.placed", async (event) => sendReceipt(event.data))`
};
