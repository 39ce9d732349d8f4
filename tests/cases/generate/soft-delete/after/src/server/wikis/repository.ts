import { db, type Prisma } from "~/server/db";
import { pageOf } from "~/server/pagination";
import { and, orNull } from "~/server/rows";
import { fromRow, notDeleted, select, type Row, type Where } from "./row";
import type * as schema from "./schema";

type OrderBy = Prisma.WikiOrderByWithRelationInput;

/** A page of the rows of `scope`, filtered and sorted by the query. */
export async function list(scope: Where, query: schema.ListQuery) {
  const where = and<Where>(notDeleted, scope);
  const page = await pageOf<Where, OrderBy, Row>(query, where, {
    find: (part) => db.wiki.findMany({ ...part, select }),
    count: () => db.wiki.count({ where }),
  });
  return { ...page, items: page.items.map(fromRow) };
}

export async function find(scope: Where, id: string) {
  const row = await db.wiki.findUnique({
    where: { id, AND: [notDeleted, scope] },
    select,
  });
  return row && fromRow(row);
}

/** The ids that exist in `scope`. */
export async function listIds(scope: Where, ids: string[]) {
  return db.wiki.findMany({
    where: { AND: [notDeleted, scope, { id: { in: ids } }] },
    take: ids.length,
    select: { id: true },
  });
}

type New = schema.Create & { id?: string; userId: string };

export async function create(input: New) {
  const row = await db.wiki.create({
    data: {
      ...input,
    },
    select,
  });
  return fromRow(row);
}

/** Null if no row of `scope` has the id and the version, if given. */
export async function update(
  scope: Where,
  id: string,
  input: schema.Update,
  version?: number,
) {
  const row = await orNull(
    db.wiki.update({
      where: { id, version, AND: [notDeleted, scope] },
      data: {
        ...input,
        version: { increment: 1 },
      },
      select,
    }),
  );
  return row && fromRow(row);
}

/** Null if no row of `scope` has the id and the version, if given. */
export async function remove(scope: Where, id: string, version?: number) {
  return orNull(
    db.wiki.update({
      where: { id, version, AND: [notDeleted, scope] },
      data: { deletedAt: new Date(), version: { increment: 1 } },
      select: { id: true },
    }),
  );
}
