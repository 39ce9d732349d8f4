import { type Actor } from "~/server/auth/access";
import { db } from "~/server/db";
import { rowByKey, withRelations } from "~/server/included";
import { pageOf } from "~/server/pagination";
import * as palletPolicy from "~/server/pallets/policy";
import * as palletRow from "~/server/pallets/row";
import { reference } from "~/server/references";
import { and, orNull } from "~/server/rows";
import * as warePolicy from "~/server/wares/policy";
import * as wareRow from "~/server/wares/row";
import { type Where } from "./policy";
import { fromRow, select, type Row } from "./row";
import * as schema from "./schema";

/** The rows that a body references, by field. */
export const references = {
  palletId: reference({
    rule: palletPolicy.get,
    find: (query) => db.pallet.findMany(query),
  }),
  wareId: reference({
    rule: warePolicy.get,
    find: (query) => db.ware.findMany(query),
  }),
};

/** Rows with the relations that answers can include. */
const rows = withRelations(select, fromRow, {
  pallet: rowByKey({
    key: (row: Row) => row.palletId,
    rule: palletPolicy.get,
    find: (query) => db.pallet.findMany(query),
    row: palletRow,
  }),
  ware: rowByKey({
    key: (row: Row) => row.wareId,
    rule: warePolicy.get,
    find: (query) => db.ware.findMany(query),
    row: wareRow,
  }),
});

/** A page of the rows of `scope`, filtered and sorted by the query. */
export async function list(
  actor: Actor | null,
  scope: Where,
  query: schema.ListQuery,
) {
  const where = and<Where>(scope, ...query.filter.map(toWhere));
  const columns = rows.select(actor, query.include);
  const page = await pageOf(actor, query, {
    where,
    key: schema.rowKey.order,
    find: (part) => db.palletLine.findMany({ ...part, select: columns }),
    count: () => db.palletLine.count({ where }),
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
  const row = await db.palletLine.findUnique({
    where: { palletId_wareId: schema.rowKey.values(id), AND: [scope] },
    select: rows.select(actor, include),
  });
  return rows.toItem(actor, row, include);
}

type New = schema.Create;

export async function create(input: New) {
  const row = await db.palletLine.create({ data: input, select });
  return fromRow(row);
}

/** Null if no row of `scope` has the id and the version, if given. */
export async function update(
  scope: Where,
  id: string,
  input: schema.Update,
  version?: number,
) {
  const where = {
    palletId_wareId: schema.rowKey.values(id),
    version,
    AND: [scope],
  };
  const data = { ...input, version: { increment: 1 } };
  const row = await orNull(db.palletLine.update({ where, data, select }));
  return row && fromRow(row);
}

/** Null if no row of `scope` has the id and the version, if given. */
export async function remove(scope: Where, id: string, version?: number) {
  const where = {
    palletId_wareId: schema.rowKey.values(id),
    version,
    AND: [scope],
  };
  return orNull(db.palletLine.delete({ where, select: schema.rowKey.select }));
}

/** A filter of the list as a where-clause. */
function toWhere(filter: schema.Filter): Where {
  return {
    ...filter,
  };
}
