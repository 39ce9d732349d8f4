import { type Actor } from "~/server/auth/access";
import { db, type Prisma } from "~/server/db";
import { pageOf } from "~/server/pagination";
import { and, orNull } from "~/server/rows";
import { matching } from "./filter";
import { toItems, type RowWithIncluded } from "./included";
import { visibleTo } from "./policy";
import { fromRow, select, type Where } from "./row";
import type * as schema from "./schema";

type OrderBy = Prisma.BannerOrderByWithRelationInput;

/** A page of the rows of `scope`, filtered and sorted by the query. */
export async function list(
  actor: Actor | null,
  scope: Where,
  query: schema.ListQuery,
) {
  const visible = visibleTo(actor);
  const where = and<Where>(scope, ...query.q.map(matching));
  const page = await pageOf<Where, OrderBy, RowWithIncluded>(actor, query, {
    where,
    find: (part) => db.banner.findMany({ ...part, select }),
    count: () => db.banner.count({ where }),
  });
  return {
    ...page,
    items: await toItems(page.items, query.include, visible),
  };
}

/** One row with included relations; null if `scope` has no row with the id. */
export async function find(
  actor: Actor | null,
  scope: Where,
  id: string,
  include: schema.Include[] = [],
) {
  const visible = visibleTo(actor);
  const row = await db.banner.findUnique({
    where: { id, AND: [scope] },
    select,
  });
  const [item] = row ? await toItems([row], include, visible) : [];
  return item ?? null;
}

/** The ids that exist in `scope`. */
export async function listIds(scope: Where, ids: string[]) {
  return db.banner.findMany({
    where: { AND: [scope, { id: { in: ids } }] },
    take: ids.length,
    select: { id: true },
  });
}

type New = schema.Create & { id?: string };

export async function create(input: New) {
  const row = await db.banner.create({
    data: {
      ...input,
    },
    select,
  });
  return fromRow(row);
}

/** Null if no row of `scope` has the id. */
export async function update(scope: Where, id: string, input: schema.Update) {
  const row = await orNull(
    db.banner.update({
      where: { id, AND: [scope] },
      data: {
        ...input,
      },
      select,
    }),
  );
  return row && fromRow(row);
}

/** Null if no row of `scope` has the id. */
export async function remove(scope: Where, id: string) {
  return orNull(
    db.banner.delete({
      where: { id, AND: [scope] },
      select: { id: true },
    }),
  );
}
