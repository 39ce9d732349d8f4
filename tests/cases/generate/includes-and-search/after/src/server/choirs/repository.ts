import { type Actor } from "~/server/auth/access";
import * as bannerPolicy from "~/server/banners/policy";
import * as bannerRow from "~/server/banners/row";
import { db } from "~/server/db";
import {
  nestedRow,
  nestedRows,
  rowByKey,
  rowsByKeys,
  withRelations,
} from "~/server/included";
import { pageOf } from "~/server/pagination";
import { reference } from "~/server/references";
import { and, idRefs, idsOf, orNull } from "~/server/rows";
import * as singerPolicy from "~/server/singers/policy";
import * as singerRow from "~/server/singers/row";
import { transaction } from "~/server/transaction";
import * as policy from "./policy";
import { type Where } from "./policy";
import { fromRow, select, type Row } from "./row";
import type * as schema from "./schema";

/** The rows that a body references, by field. */
export const references = {
  leaderId: reference({
    rule: singerPolicy.get,
    find: (query) => db.singer.findMany(query),
  }),
  friendIds: reference({
    rule: policy.get,
    find: (query) => db.choir.findMany(query),
  }),
};

/** Rows with the relations that answers can include. */
const rows = withRelations(select, fromRow, {
  leader: rowByKey({
    key: (row: Row) => row.leaderId,
    rule: singerPolicy.get,
    find: (query) => db.singer.findMany(query),
    row: singerRow,
  }),
  singers: nestedRows({ rule: singerPolicy.list, row: singerRow }),
  friends: rowsByKeys({
    keys: (row: Row) => idsOf(row.friends),
    rule: policy.list,
    find: (query) => db.choir.findMany(query),
    row: { select, fromRow },
  }),
  friendsOf: nestedRows({ rule: policy.list, row: { select, fromRow } }),
  banner: nestedRow({ rule: bannerPolicy.get, row: bannerRow }),
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
    find: (part) => db.choir.findMany({ ...part, select: columns }),
    count: () => db.choir.count({ where }),
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
  const row = await db.choir.findUnique({
    where: { id, AND: [scope] },
    select: rows.select(actor, include),
  });
  return rows.toItem(actor, row, include);
}

type New = schema.Create & { id?: string; userId: string };

export async function create({ friendIds, ...input }: New) {
  const data = { ...input, friends: { connect: idRefs(friendIds) } };
  const row = await transaction(() => db.choir.create({ data, select }));
  return fromRow(row);
}

/** Null if no row of `scope` has the id. */
export async function update(
  scope: Where,
  id: string,
  { friendIds, ...input }: schema.Update,
) {
  const where = { id, AND: [scope] };
  const data = { ...input, friends: { set: idRefs(friendIds) } };
  const row = await orNull(
    transaction(() => db.choir.update({ where, data, select })),
  );
  return row && fromRow(row);
}

/** Null if no row of `scope` has the id. */
export async function remove(scope: Where, id: string) {
  const where = { id, AND: [scope] };
  return orNull(db.choir.delete({ where, select: { id: true } }));
}

/** Rows with the word in one of the searched fields. */
function matching(word: string): Where {
  return { OR: [{ name: { contains: word } }, { about: { contains: word } }] };
}
