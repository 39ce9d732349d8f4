import { db } from "~/server/db";
import { record, recorded } from "~/server/outbox/record";
import { type Where } from "./policy";
import * as repository from "./repository";
import { fromRow, select } from "./row";

// The repository as the service uses it: writes add their events, in the same transaction.
export * from "./repository";

type Row = Awaited<ReturnType<typeof repository.create>>;

/** What events say of a row. */
export function payload(row: Row) {
  return row;
}

export const create: typeof repository.create = async (...args) =>
  recorded({
    types: ["passenger.created"],
    payload,
    work: () => repository.create(...args),
  });

/** Adds the events of rows that were created with another one. */
export async function recordNested(where: Where) {
  const rows = await db.passenger.findMany({ where, select });
  for (const row of rows) {
    await record(["passenger.created"], payload(fromRow(row)));
  }
}
