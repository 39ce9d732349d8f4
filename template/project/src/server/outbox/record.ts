import { env } from "~/env";
import { db } from "~/server/db";
import { wake } from "~/server/queue/wake";
import { requestContext } from "~/server/request";
import { afterCommit, transaction } from "~/server/transaction";
import { type EventType } from "./events";

type Row = { id: string | number };

/** A write, and the events of the row that it returns. */
type Write<Written extends Row | null> = {
  types: EventType[];
  /** What events say of a row. */
  payload: (row: NonNullable<Written>) => Row;
  work: () => Promise<Written>;
  /** Adds the events of rows that were created with it. */
  nested?: (row: NonNullable<Written>) => Promise<void>;
};

/** Writes a row and adds its events to the outbox, both or neither; no events if no row was written. */
export async function recorded<Written extends Row | null>(
  write: Write<Written>,
): Promise<Written> {
  return transaction(async () => {
    const row = await write.work();
    if (row === null) return row;
    await record(write.types, write.payload(row));
    await write.nested?.(row);
    return row;
  });
}

/** The same of a write that removes a row, which `find` returns as it was. */
export async function recordedRemoval<Found extends Row, Removed>(removal: {
  types: EventType[];
  payload: (row: Found) => Row;
  find: () => Promise<Found | null>;
  work: () => Promise<Removed>;
}): Promise<Removed> {
  return transaction(async () => {
    const row = await removal.find();
    const removed = await removal.work();
    if (row && removed) await record(removal.types, removal.payload(row));
    return removed;
  });
}

/** Adds events of a row to the outbox, in the current transaction. */
export async function record(types: EventType[], row: Row): Promise<void> {
  const resourceId = String(row.id);
  const actorId = requestContext()?.actor?.id ?? null;
  const data = JSON.stringify(row);
  for (const type of types) {
    await db.outboxEvent.create({
      data: { type, resourceId, actorId, data },
      select: { id: true },
    });
  }
  await afterCommit(async () => {
    // Loads what has changed meanwhile, which the queue of the process then runs.
    if (env.NODE_ENV === "development") await import("./dispatcher");
    wake("events");
  });
}
