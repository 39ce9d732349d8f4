import { type Actor, visible } from "~/server/auth/access";
import * as criticPolicy from "~/server/critics/policy";
import * as criticRow from "~/server/critics/row";
import { db } from "~/server/db";
import { rowByKey, rowsByKeys, withRelations } from "~/server/included";
import * as novelPolicy from "~/server/novels/policy";
import * as novelRow from "~/server/novels/row";
import { pageOf } from "~/server/pagination";
import { reference } from "~/server/references";
import {
  and,
  idRefs,
  idsOf,
  nestedCreate,
  nestedTransaction,
  orNull,
  scopedTo,
} from "~/server/rows";
import { transaction } from "~/server/transaction";
import { type Where } from "./policy";
import { fromRow, select, type Row } from "./row";
import type * as schema from "./schema";

/** The rows that a body references, by field. */
export const references = {
  novelId: reference({
    rule: novelPolicy.get,
    find: (query) => db.novel.findMany(query),
    where: novelRow.notDeleted,
    softDelete: true,
  }),
  criticIds: reference({
    rule: criticPolicy.get,
    find: (query) => db.critic.findMany(query),
  }),
};

/** Rows with the relations that answers can include. */
const rows = withRelations(select, fromRow, {
  novel: rowByKey({
    key: (row: Row) => row.novelId,
    rule: novelPolicy.get,
    find: (query) => db.novel.findMany(query),
    row: novelRow,
  }),
  critics: rowsByKeys({
    keys: (row: Row) => idsOf(row.critics),
    rule: criticPolicy.list,
    find: (query) => db.critic.findMany(query),
    row: criticRow,
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
    find: (part) => db.chapter.findMany({ ...part, select: columns }),
    count: () => db.chapter.count({ where }),
  });
  const items = await rows.toItems(actor, page.items, query.include);
  return { ...page, items };
}

/** One row with included relations; null if `scope` has no row with the id. */
export async function find(
  actor: Actor | null,
  scope: Where,
  id: number,
  include: schema.Include[] = [],
) {
  const row = await db.chapter.findUnique({
    where: { id, AND: [scope] },
    select: rows.select(actor, include),
  });
  return rows.toItem(actor, row, include);
}

type New = schema.Create & { id?: number; userId: string };

export async function create({ criticIds, scenes, ...input }: New) {
  const data = {
    ...input,
    critics: { connect: idRefs(criticIds) },
    scenes: nestedCreate(scenes),
  };
  const row = await nestedTransaction({ Scene: "scenes" }, data, () =>
    db.chapter.create({ data, select }),
  );
  return fromRow(row);
}

/** Null if no row of `scope` has the id and the version, if given. */
export async function update(
  scope: Where,
  id: number,
  { criticIds, ...input }: schema.Update,
  version?: number,
) {
  const where = { id, version, AND: [scope] };
  const data = {
    ...input,
    critics: { set: idRefs(criticIds) },
    version: { increment: 1 },
  };
  const row = await orNull(
    transaction(() => db.chapter.update({ where, data, select })),
  );
  return row && fromRow(row);
}

/** Null if no row of `scope` has the id and the version, if given. */
export async function remove(scope: Where, id: number, version?: number) {
  const where = { id, version, AND: [scope] };
  return orNull(db.chapter.delete({ where, select: { id: true } }));
}

/** A filter of the list as a where-clause. */
function toWhere(
  actor: Actor | null,
  { criticIds, ...filter }: schema.Filter,
): Where {
  return {
    ...filter,
    critics: criticIds && { some: { id: criticIds.has } },
    novel: scopedTo(
      [novelRow.notDeleted, visible(novelPolicy.get, actor)],
      filter.novel,
    ),
  };
}
