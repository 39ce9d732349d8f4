import { type Actor } from "~/server/auth/access";
import { db } from "~/server/db";
import { pageOf } from "~/server/pagination";
import { reference } from "~/server/references";
import { and, orNull } from "~/server/rows";
import * as vatPolicy from "~/server/vats/policy";
import * as vatRow from "~/server/vats/row";
import { type Where } from "./policy";
import { fromRow, notDeleted, select } from "./row";
import type * as schema from "./schema";

/** The rows that a body references, by field. */
export const references = {
  vatId: reference({
    rule: vatPolicy.get,
    find: (query) => db.vat.findMany(query),
    where: vatRow.notDeleted,
    softDelete: true,
    lock: vatRow.lockForShare,
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
    find: (part) => db.keg.findMany({ ...part, select }),
    count: () => db.keg.count({ where }),
  });
  return { ...page, items: page.items.map(fromRow) };
}

/** One row; null if `scope` has no row with the id. */
export async function find(scope: Where, id: string) {
  const row = await db.keg.findUnique({
    where: { id, AND: [notDeleted, scope] },
    select,
  });
  return row && fromRow(row);
}

type New = schema.Create & { id?: string };

export async function create(input: New) {
  const row = await db.keg.create({ data: input, select });
  return fromRow(row);
}

/** Null if no row of `scope` has the id. */
export async function update(scope: Where, id: string, input: schema.Update) {
  const where = { id, AND: [notDeleted, scope] };
  const row = await orNull(db.keg.update({ where, data: input, select }));
  return row && fromRow(row);
}

/** Null if no row of `scope` has the id. */
export async function remove(scope: Where, id: string) {
  const where = { id, AND: [notDeleted, scope] };
  const data = { deletedAt: new Date() };
  return orNull(db.keg.update({ where, data, select: { id: true } }));
}

/** Deleted rows that can be restored: their parents are not deleted. */
const restorable: Where = {
  deletedAt: { not: null },
  vat: {
    deletedAt: null,
  },
};

/** Null if no deleted row of `scope` has the id, or its parent is deleted. */
export async function restore(scope: Where, id: string) {
  const where = { id, AND: [restorable, scope] };
  const data = { deletedAt: null };
  const row = await orNull(db.keg.update({ where, data, select }));
  return row && fromRow(row);
}

/** Whether a row of `scope` is deleted. */
export async function isDeleted(scope: Where, id: string) {
  const row = await db.keg.findUnique({
    where: { id, deletedAt: { not: null }, AND: [scope] },
    select: { id: true },
  });
  return row !== null;
}
