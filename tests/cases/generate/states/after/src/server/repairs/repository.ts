import { type Actor } from "~/server/auth/access";
import { db } from "~/server/db";
import { pageOf } from "~/server/pagination";
import { and, orNull } from "~/server/rows";
import { type Where } from "./policy";
import { fromRow, select, stored, storedChange } from "./row";
import type * as schema from "./schema";

/** A page of the rows of `scope`, filtered and sorted by the query. */
export async function list(
  actor: Actor | null,
  scope: Where,
  query: schema.ListQuery,
) {
  const where = and<Where>(scope, ...query.filter.map(toWhere));
  const page = await pageOf(actor, query, {
    where,
    find: (part) => db.repair.findMany({ ...part, select }),
    count: () => db.repair.count({ where }),
  });
  return { ...page, items: page.items.map(fromRow) };
}

/** One row; null if `scope` has no row with the id. */
export async function find(scope: Where, id: string) {
  const row = await db.repair.findUnique({
    where: { id, AND: [scope] },
    select,
  });
  return row && fromRow(row);
}

type New = schema.Insert & { id?: string; userId: string };

export async function create(input: New) {
  const data = { ...input, ...stored(input) };
  const row = await db.repair.create({ data, select });
  return fromRow(row);
}

/** Null if no row of `scope` has the id and the version, if given. */
export async function update(
  scope: Where,
  id: string,
  input: schema.Update & schema.States,
  version?: number,
) {
  const where = { id, version, AND: [scope] };
  const data = { ...input, ...storedChange(input), version: { increment: 1 } };
  const row = await orNull(db.repair.update({ where, data, select }));
  return row && fromRow(row);
}

/** Null if no row of `scope` has the id and the version, if given. */
export async function remove(scope: Where, id: string, version?: number) {
  const where = { id, version, AND: [scope] };
  return orNull(db.repair.delete({ where, select: { id: true } }));
}

/** A filter of the list as a where-clause. */
function toWhere(filter: schema.Filter): Where {
  return {
    ...filter,
  };
}
