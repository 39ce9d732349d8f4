import * as airportPolicy from "~/server/airports/policy";
import * as airportRow from "~/server/airports/row";
import { type Actor } from "~/server/auth/access";
import { db } from "~/server/db";
import { nestedRows, rowByKey, withRelations } from "~/server/included";
import { pageOf } from "~/server/pagination";
import { reference } from "~/server/references";
import { and, nestedCreate, nestedTransaction, orNull } from "~/server/rows";
import * as stopoverPolicy from "~/server/stopovers/policy";
import * as stopoverRow from "~/server/stopovers/row";
import { type Where } from "./policy";
import { fromRow, notDeleted, select, type Row } from "./row";
import type * as schema from "./schema";

/** The rows that a body references, by field. */
export const references = {
  fromId: reference({
    rule: airportPolicy.get,
    find: (query) => db.airport.findMany(query),
  }),
};

/** Rows with the relations that answers can include. */
const rows = withRelations(select, fromRow, {
  from: rowByKey({
    key: (row: Row) => row.fromId,
    rule: airportPolicy.get,
    find: (query) => db.airport.findMany(query),
    row: airportRow,
  }),
  stops: nestedRows({ rule: stopoverPolicy.list, row: stopoverRow }),
});

/** A page of the rows of `scope`, filtered and sorted by the query. */
export async function list(
  actor: Actor | null,
  scope: Where,
  query: schema.ListQuery,
) {
  const where = and<Where>(notDeleted, scope);
  const columns = rows.select(actor, query.include);
  const page = await pageOf(actor, query, {
    where,
    find: (part) => db.flight.findMany({ ...part, select: columns }),
    count: () => db.flight.count({ where }),
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
  const row = await db.flight.findUnique({
    where: { id, AND: [notDeleted, scope] },
    select: rows.select(actor, include),
  });
  return rows.toItem(actor, row, include);
}

type New = schema.Create;

export async function create({ stops, ...input }: New) {
  const data = { ...input, stops: nestedCreate(stops) };
  const row = await nestedTransaction({ Stopover: "stops" }, data, () =>
    db.flight.create({ data, select }),
  );
  return fromRow(row);
}

/** Null if no row of `scope` has the id and the version, if given. */
export async function update(
  scope: Where,
  id: string,
  input: schema.Update,
  version?: number,
) {
  const where = { id, version, AND: [notDeleted, scope] };
  const data = { ...input, version: { increment: 1 } };
  const row = await orNull(db.flight.update({ where, data, select }));
  return row && fromRow(row);
}

/** Null if no row of `scope` has the id and the version, if given. */
export async function remove(scope: Where, id: string, version?: number) {
  const where = { id, version, AND: [notDeleted, scope] };
  const data = { deletedAt: new Date(), version: { increment: 1 } };
  return orNull(db.flight.update({ where, data, select: { id: true } }));
}

/** Deleted rows that can be restored. */
const restorable: Where = {
  deletedAt: { not: null },
};

/** Null if no deleted row of `scope` has the id. */
export async function restore(scope: Where, id: string) {
  const where = { id, AND: [restorable, scope] };
  const data = { deletedAt: null, version: { increment: 1 } };
  const row = await orNull(db.flight.update({ where, data, select }));
  return row && fromRow(row);
}
