import { type Actor } from "~/server/auth/access";
import * as choirPolicy from "~/server/choirs/policy";
import * as choirRow from "~/server/choirs/row";
import { db } from "~/server/db";
import { rowByKey, withRelations } from "~/server/included";
import { pageOf } from "~/server/pagination";
import { reference } from "~/server/references";
import { and, orNull } from "~/server/rows";
import { type Where } from "./policy";
import { fromRow, select, type Row } from "./row";
import type * as schema from "./schema";

/** The rows that a body references, by field. */
export const references = {
  choirId: reference({
    rule: choirPolicy.get,
    find: (query) => db.choir.findMany(query),
  }),
};

/** Rows with the relations that answers can include. */
const rows = withRelations(select, fromRow, {
  choir: rowByKey({
    key: (row: Row) => row.choirId,
    rule: choirPolicy.get,
    find: (query) => db.choir.findMany(query),
    row: choirRow,
  }),
});

/** A page of the rows of `scope`, filtered and sorted by the query. */
export async function list(
  actor: Actor | null,
  scope: Where,
  query: schema.ListQuery,
) {
  const where = and<Where>(scope, ...query.q.map(matching));
  const columns = rows.select(actor, query.include);
  const page = await pageOf(actor, query, {
    where,
    find: (part) => db.banner.findMany({ ...part, select: columns }),
    count: () => db.banner.count({ where }),
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
  const row = await db.banner.findUnique({
    where: { id, AND: [scope] },
    select: rows.select(actor, include),
  });
  return rows.toItem(actor, row, include);
}

type New = schema.Create & { id?: string };

export async function create(input: New) {
  const row = await db.banner.create({ data: input, select });
  return fromRow(row);
}

/** Null if no row of `scope` has the id. */
export async function update(scope: Where, id: string, input: schema.Update) {
  const where = { id, AND: [scope] };
  const row = await orNull(db.banner.update({ where, data: input, select }));
  return row && fromRow(row);
}

/** Null if no row of `scope` has the id. */
export async function remove(scope: Where, id: string) {
  const where = { id, AND: [scope] };
  return orNull(db.banner.delete({ where, select: { id: true } }));
}

/** Rows with the word in one of the searched fields. */
function matching(word: string): Where {
  return { OR: [{ motto: { contains: word } }] };
}
