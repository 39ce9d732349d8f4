import { type Actor } from "~/server/auth/access";
import { db } from "~/server/db";
import { pageOf } from "~/server/pagination";
import { and, orNull } from "~/server/rows";
import { transaction } from "~/server/transaction";
import { type Where } from "./policy";
import { fromRow, notDeleted, select } from "./row";
import type * as schema from "./schema";

/** A page of the rows of `scope`, filtered and sorted by the query. */
export async function list(
  actor: Actor | null,
  scope: Where,
  query: schema.ListQuery,
) {
  const where = and<Where>(notDeleted, scope);
  const page = await pageOf(actor, query, {
    where,
    find: (part) => db.song.findMany({ ...part, select }),
    count: () => db.song.count({ where }),
  });
  return { ...page, items: page.items.map(fromRow) };
}

/** One row; null if `scope` has no row with the id. */
export async function find(scope: Where, id: string) {
  const row = await db.song.findUnique({
    where: { id, AND: [notDeleted, scope] },
    select,
  });
  return row && fromRow(row);
}

type New = schema.Create & { id?: string };

export async function create(input: New) {
  const row = await db.song.create({ data: input, select });
  return fromRow(row);
}

/** Null if no row of `scope` has the id. */
export async function update(scope: Where, id: string, input: schema.Update) {
  const where = { id, AND: [notDeleted, scope] };
  const row = await orNull(db.song.update({ where, data: input, select }));
  return row && fromRow(row);
}

/** Null if no row of `scope` has the id, or other rows reference it. */
export async function remove(scope: Where, id: string) {
  const where = { id, AND: [notDeleted, unreferenced, scope] };
  const data = { deletedAt: new Date() };
  const removed = transaction(async () => {
    return db.song.update({ where, data, select: { id: true } });
  });
  return orNull(removed);
}

/** Deleted rows that can be restored. */
const restorable: Where = {
  deletedAt: { not: null },
};

/** Null if no deleted row of `scope` has the id. */
export async function restore(scope: Where, id: string) {
  const where = { id, AND: [restorable, scope] };
  const data = { deletedAt: null };
  const row = await orNull(db.song.update({ where, data, select }));
  return row && fromRow(row);
}

/** Rows that no row references which is not deleted itself. */
const unreferenced: Where = {
  placements: { none: {} },
};
