import { type Actor } from "~/server/auth/access";
import { db } from "~/server/db";
import { pageOf } from "~/server/pagination";
import { and, orNull } from "~/server/rows";
import { type Where } from "./policy";
import { fromRow, select, stored, storedChange } from "./row";
import * as schema from "./schema";

/** A page of the rows of `scope`, filtered and sorted by the query. */
export async function list(
  actor: Actor | null,
  scope: Where,
  query: schema.ListQuery,
) {
  const where = and<Where>(scope);
  const page = await pageOf(actor, query, {
    where,
    key: schema.rowKey.order,
    find: (part) => db.meterReading.findMany({ ...part, select }),
    count: () => db.meterReading.count({ where }),
  });
  return { ...page, items: page.items.map(fromRow) };
}

/** One row; null if `scope` has no row with the id. */
export async function find(scope: Where, id: string) {
  const row = await db.meterReading.findUnique({
    where: { meter_phase_number: schema.rowKey.values(id), AND: [scope] },
    select,
  });
  return row && fromRow(row);
}

type New = schema.Create & { userId: string };

export async function create(input: New) {
  const data = { ...input, ...stored(input) };
  const row = await db.meterReading.create({ data, select });
  return fromRow(row);
}

/** Null if no row of `scope` has the id. */
export async function update(scope: Where, id: string, input: schema.Update) {
  const where = { meter_phase_number: schema.rowKey.values(id), AND: [scope] };
  const data = { ...input, ...storedChange(input) };
  const row = await orNull(db.meterReading.update({ where, data, select }));
  return row && fromRow(row);
}

/** Null if no row of `scope` has the id. */
export async function remove(scope: Where, id: string) {
  const where = { meter_phase_number: schema.rowKey.values(id), AND: [scope] };
  return orNull(
    db.meterReading.delete({ where, select: schema.rowKey.select }),
  );
}
