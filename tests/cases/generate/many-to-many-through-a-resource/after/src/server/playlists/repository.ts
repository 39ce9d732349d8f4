import { type Actor } from "~/server/auth/access";
import { db, type Prisma } from "~/server/db";
import { pageOf } from "~/server/pagination";
import { and, idRefs, orNull } from "~/server/rows";
import { transaction } from "~/server/transaction";
import { toWhere } from "./filter";
import { toItems, type RowWithIncluded } from "./included";
import { visibleTo } from "./policy";
import { fromRow, select, type Where } from "./row";
import type * as schema from "./schema";

type OrderBy = Prisma.PlaylistOrderByWithRelationInput;

/** A page of the rows of `scope`, filtered and sorted by the query. */
export async function list(
  actor: Actor | null,
  scope: Where,
  query: schema.ListQuery,
) {
  const visible = visibleTo(actor);
  const where = and<Where>(scope, ...query.filter.map(toWhere));
  const page = await pageOf<Where, OrderBy, RowWithIncluded>(actor, query, {
    where,
    find: (part) => db.playlist.findMany({ ...part, select }),
    count: () => db.playlist.count({ where }),
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
  const row = await db.playlist.findUnique({
    where: { id, AND: [scope] },
    select,
  });
  const [item] = row ? await toItems([row], include, visible) : [];
  return item ?? null;
}

/** The ids that exist in `scope`. */
export async function listIds(scope: Where, ids: string[]) {
  return db.playlist.findMany({
    where: { AND: [scope, { id: { in: ids } }] },
    take: ids.length,
    select: { id: true },
  });
}

type New = schema.Create & { id?: string; userId: string };

export async function create({ genreIds, ...input }: New) {
  const row = await transaction(() =>
    db.playlist.create({
      data: {
        ...input,
        genres: {
          connect: idRefs(genreIds),
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
  { genreIds, ...input }: schema.Update,
) {
  const row = await orNull(
    transaction(() =>
      db.playlist.update({
        where: { id, AND: [scope] },
        data: {
          ...input,
          genres: {
            set: idRefs(genreIds),
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
    db.playlist.delete({
      where: { id, AND: [scope] },
      select: { id: true },
    }),
  );
}
