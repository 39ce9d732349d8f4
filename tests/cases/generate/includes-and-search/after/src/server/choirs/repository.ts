import { type Actor } from "~/server/auth/access";
import { db, type Prisma } from "~/server/db";
import { pageOf } from "~/server/pagination";
import { and, idRefs, orNull } from "~/server/rows";
import { transaction } from "~/server/transaction";
import { matching } from "./filter";
import { toItems, related, type RowWithIncluded } from "./included";
import { visibleTo } from "./policy";
import { fromRow, select, type Where } from "./row";
import type * as schema from "./schema";

type OrderBy = Prisma.ChoirOrderByWithRelationInput;

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
    find: (part) =>
      db.choir.findMany({
        ...part,
        select: { ...select, ...related(query.include, visible) },
      }),
    count: () => db.choir.count({ where }),
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
  const row = await db.choir.findUnique({
    where: { id, AND: [scope] },
    select: { ...select, ...related(include, visible) },
  });
  const [item] = row ? await toItems([row], include, visible) : [];
  return item ?? null;
}

/** The rows of `scope` with these ids. */
export async function listByIds(scope: Where, ids: string[]) {
  const rows = await db.choir.findMany({
    where: { AND: [scope, { id: { in: ids } }] },
    take: ids.length,
    select,
  });
  return rows.map(fromRow);
}

/** The ids that exist in `scope`. */
export async function listIds(scope: Where, ids: string[]) {
  return db.choir.findMany({
    where: { AND: [scope, { id: { in: ids } }] },
    take: ids.length,
    select: { id: true },
  });
}

type New = schema.Create & { id?: string; userId: string };

export async function create({ friendIds, ...input }: New) {
  const row = await transaction(() =>
    db.choir.create({
      data: {
        ...input,
        friends: {
          connect: idRefs(friendIds),
        },
      },
      select,
    }),
  );
  return fromRow(row);
}

/** Null if no row of `scope` has the id. */
export async function update(
  scope: Where,
  id: string,
  { friendIds, ...input }: schema.Update,
) {
  const row = await orNull(
    transaction(() =>
      db.choir.update({
        where: { id, AND: [scope] },
        data: {
          ...input,
          friends: {
            set: idRefs(friendIds),
          },
        },
        select,
      }),
    ),
  );
  return row && fromRow(row);
}

/** Null if no row of `scope` has the id. */
export async function remove(scope: Where, id: string) {
  return orNull(
    db.choir.delete({
      where: { id, AND: [scope] },
      select: { id: true },
    }),
  );
}
