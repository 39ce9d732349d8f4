import { type Actor } from "~/server/auth/access";
import { db } from "~/server/db";
import { nestedRows, rowsByKeys, withRelations } from "~/server/included";
import { pageOf } from "~/server/pagination";
import * as palletLinePolicy from "~/server/pallet-lines/policy";
import * as palletLineRow from "~/server/pallet-lines/row";
import {
  and,
  distinctKeys,
  nestedCreate,
  nestedTransaction,
  orNull,
} from "~/server/rows";
import * as warePolicy from "~/server/wares/policy";
import * as wareRow from "~/server/wares/row";
import { type Where } from "./policy";
import { fromRow, select, type Row } from "./row";
import type * as schema from "./schema";

/** Rows with the relations that answers can include. */
const rows = withRelations(select, fromRow, {
  lines: nestedRows({ rule: palletLinePolicy.list, row: palletLineRow }),
  wares: rowsByKeys({
    keys: (row: Row) => distinctKeys(row.lines, "wareId"),
    rule: warePolicy.list,
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
  const where = and<Where>(scope);
  const columns = rows.select(actor, query.include);
  const page = await pageOf(actor, query, {
    where,
    find: (part) => db.pallet.findMany({ ...part, select: columns }),
    count: () => db.pallet.count({ where }),
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
  const row = await db.pallet.findUnique({
    where: { id, AND: [scope] },
    select: rows.select(actor, include),
  });
  return rows.toItem(actor, row, include);
}

type New = schema.Create & { id?: string };

export async function create({ lines, ...input }: New) {
  const data = { ...input, lines: nestedCreate(lines) };
  const row = await nestedTransaction({ PalletLine: "lines" }, data, () =>
    db.pallet.create({ data, select }),
  );
  return fromRow(row);
}

/** Null if no row of `scope` has the id. */
export async function update(scope: Where, id: string, input: schema.Update) {
  const where = { id, AND: [scope] };
  const row = await orNull(db.pallet.update({ where, data: input, select }));
  return row && fromRow(row);
}

/** Null if no row of `scope` has the id. */
export async function remove(scope: Where, id: string) {
  const where = { id, AND: [scope] };
  return orNull(db.pallet.delete({ where, select: { id: true } }));
}
