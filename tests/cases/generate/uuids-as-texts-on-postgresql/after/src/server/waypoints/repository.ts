import { type Actor } from "~/server/auth/access";
import { db } from "~/server/db";
import { rowByKey, withRelations } from "~/server/included";
import { pageOf } from "~/server/pagination";
import * as pathwayPolicy from "~/server/pathways/policy";
import * as pathwayRow from "~/server/pathways/row";
import { reference } from "~/server/references";
import { and, orNull } from "~/server/rows";
import { type Where } from "./policy";
import { fromRow, notDeleted, select, type Row } from "./row";
import type * as schema from "./schema";

/** The rows that a body references, by field. */
export const references = {
  pathwayId: reference({
    rule: pathwayPolicy.get,
    find: (query) => db.pathway.findMany(query),
    where: pathwayRow.notDeleted,
    softDelete: true,
    lock: pathwayRow.lockForShare,
  }),
};

/** Rows with the relations that answers can include. */
const rows = withRelations(select, fromRow, {
  pathway: rowByKey({
    key: (row: Row) => row.pathwayId,
    rule: pathwayPolicy.get,
    find: (query) => db.pathway.findMany(query),
    row: pathwayRow,
  }),
});

/** A page of the rows of `scope`, filtered and sorted by the query. */
export async function list(
  actor: Actor | null,
  scope: Where,
  query: schema.ListQuery,
) {
  const where = and<Where>(notDeleted, scope, ...query.filter.map(toWhere));
  const columns = rows.select(actor, query.include);
  const page = await pageOf(actor, query, {
    where,
    find: (part) => db.waypoint.findMany({ ...part, select: columns }),
    count: () => db.waypoint.count({ where }),
  });
  const items = await rows.toItems(actor, page.items, query.include);
  return { ...page, items };
}

/** One row with included relations; null if `scope` has no row with the id. */
export async function find(
  actor: Actor | null,
  scope: Where,
  id: string,
  include: schema.Include[] = [],
) {
  const row = await db.waypoint.findUnique({
    where: { id, AND: [notDeleted, scope] },
    select: rows.select(actor, include),
  });
  return rows.toItem(actor, row, include);
}

/** Locks rows against changes and new references by other transactions (FOR NO KEY UPDATE). */
export async function lockForUpdate(ids: string[]) {
  await db.$queryRaw`
    SELECT 1 FROM "Waypoint" WHERE "id" = ANY(${ids}::text[])
    ORDER BY "id" FOR NO KEY UPDATE`;
}

type New = schema.Create & { id?: string };

export async function create(input: New) {
  const row = await db.waypoint.create({ data: input, select });
  return fromRow(row);
}

/** Null if no row of `scope` has the id. */
export async function update(scope: Where, id: string, input: schema.Update) {
  const where = { id, AND: [notDeleted, scope] };
  const row = await orNull(db.waypoint.update({ where, data: input, select }));
  return row && fromRow(row);
}

/** Null if no row of `scope` has the id. */
export async function remove(scope: Where, id: string) {
  const where = { id, AND: [notDeleted, scope] };
  const data = { deletedAt: new Date() };
  return orNull(db.waypoint.update({ where, data, select: { id: true } }));
}

/** Deleted rows that can be restored: their parents are not deleted. */
const restorable: Where = {
  deletedAt: { not: null },
  pathway: {
    deletedAt: null,
  },
};

/** Null if no deleted row of `scope` has the id, or its parent is deleted. */
export async function restore(scope: Where, id: string) {
  const where = { id, AND: [restorable, scope] };
  const data = { deletedAt: null };
  const row = await orNull(db.waypoint.update({ where, data, select }));
  return row && fromRow(row);
}

/** Whether a row of `scope` is deleted. */
export async function isDeleted(scope: Where, id: string) {
  const row = await db.waypoint.findUnique({
    where: { id, deletedAt: { not: null }, AND: [scope] },
    select: { id: true },
  });
  return row !== null;
}

/** A filter of the list as a where-clause. */
function toWhere(filter: schema.Filter): Where {
  return {
    ...filter,
  };
}
