import { type Actor } from "~/server/auth/access";
import { db } from "~/server/db";
import * as entryPolicy from "~/server/entries/policy";
import * as entryRow from "~/server/entries/row";
import { pageOf } from "~/server/pagination";
import { reference } from "~/server/references";
import { and, orNull } from "~/server/rows";
import { type Where } from "./policy";
import { fromRow, notDeleted, select } from "./row";
import type * as schema from "./schema";

/** The rows that a body references, by field. */
export const references = {
  entryId: reference({
    rule: entryPolicy.get,
    find: (query) => db.entry.findMany(query),
    where: entryRow.notDeleted,
    softDelete: true,
  }),
  replyId: reference({
    rule: entryPolicy.get,
    find: (query) => db.entry.findMany(query),
    where: entryRow.notDeleted,
    softDelete: true,
  }),
};

/** A page of the rows of `scope`, filtered and sorted by the query. */
export async function list(
  actor: Actor | null,
  scope: Where,
  query: schema.ListQuery,
) {
  const where = and<Where>(notDeleted, scope);
  const page = await pageOf(actor, query, {
    where,
    find: (part) => db.remark.findMany({ ...part, select }),
    count: () => db.remark.count({ where }),
  });
  return { ...page, items: page.items.map(fromRow) };
}

/** One row; null if `scope` has no row with the id. */
export async function find(scope: Where, id: string) {
  const row = await db.remark.findUnique({
    where: { id, AND: [notDeleted, scope] },
    select,
  });
  return row && fromRow(row);
}

type New = schema.Create & { id?: string };

export async function create(input: New) {
  const row = await db.remark.create({ data: input, select });
  return fromRow(row);
}

/** Null if no row of `scope` has the id. */
export async function update(scope: Where, id: string, input: schema.Update) {
  const where = { id, AND: [notDeleted, scope] };
  const row = await orNull(db.remark.update({ where, data: input, select }));
  return row && fromRow(row);
}

/** Null if no row of `scope` has the id. */
export async function remove(scope: Where, id: string) {
  const where = { id, AND: [notDeleted, scope] };
  return orNull(db.remark.delete({ where, select: { id: true } }));
}
