import { type Actor, visible } from "~/server/auth/access";
import * as clientPolicy from "~/server/clients/policy";
import * as clientRow from "~/server/clients/row";
import { db } from "~/server/db";
import * as firmPolicy from "~/server/firms/policy";
import * as firmRow from "~/server/firms/row";
import { nestedRows, rowByKey, withRelations } from "~/server/included";
import * as outside from "~/server/outside";
import { pageOf } from "~/server/pagination";
import * as postingPolicy from "~/server/postings/policy";
import * as postingRow from "~/server/postings/row";
import { reference } from "~/server/references";
import { and, orNull, scopedTo } from "~/server/rows";
import { type Where } from "./policy";
import { fromRow, select, type Row } from "./row";
import type * as schema from "./schema";

/** The rows that a body references, by field. */
export const references = {
  approverId: outside.peerReference,
  clientId: reference({
    rule: clientPolicy.get,
    find: (query) => db.client.findMany(query),
    where: clientRow.notDeleted,
    softDelete: true,
  }),
};

/** Rows with the relations that answers can include. */
const rows = withRelations(select, fromRow, {
  client: rowByKey({
    key: (row: Row) => row.clientId,
    rule: clientPolicy.get,
    find: (query) => db.client.findMany(query),
    row: clientRow,
  }),
  postings: nestedRows({ rule: postingPolicy.list, row: postingRow }),
  firm: rowByKey({
    key: (row: Row) => row.firmId,
    rule: firmPolicy.get,
    find: (query) => db.firm.findMany(query),
    row: firmRow,
  }),
});

/** A page of the rows of `scope`, filtered and sorted by the query. */
export async function list(
  actor: Actor | null,
  scope: Where,
  query: schema.ListQuery,
) {
  const where = and<Where>(
    scope,
    ...query.filter.map((filter) => toWhere(actor, filter)),
  );
  const columns = rows.select(actor, query.include);
  const page = await pageOf(actor, query, {
    where,
    find: (part) => db.daybook.findMany({ ...part, select: columns }),
    count: () => db.daybook.count({ where }),
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
  const row = await db.daybook.findUnique({
    where: { id, AND: [scope] },
    select: rows.select(actor, include),
  });
  return rows.toItem(actor, row, include);
}

type New = schema.Create & { id?: string; userId: string; firmId: string };

export async function create(input: New) {
  const row = await db.daybook.create({ data: input, select });
  return fromRow(row);
}

/** Null if no row of `scope` has the id. */
export async function update(scope: Where, id: string, input: schema.Update) {
  const where = { id, AND: [scope] };
  const row = await orNull(db.daybook.update({ where, data: input, select }));
  return row && fromRow(row);
}

/** Null if no row of `scope` has the id. */
export async function remove(scope: Where, id: string) {
  const where = { id, AND: [scope] };
  return orNull(db.daybook.delete({ where, select: { id: true } }));
}

/** A filter of the list as a where-clause. */
function toWhere(actor: Actor | null, filter: schema.Filter): Where {
  return {
    ...filter,
    client: scopedTo(
      [clientRow.notDeleted, visible(clientPolicy.get, actor)],
      filter.client,
    ),
  };
}
