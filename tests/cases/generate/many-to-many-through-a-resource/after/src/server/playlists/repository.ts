import { db, type Prisma } from "~/server/db";
import { pageOf } from "~/server/pagination";
import { every, orNull, pointersTo } from "~/server/rows";
import { transaction } from "~/server/transaction";
import { toWhere } from "./filter";
import { present, type Read } from "./included";
import { fromRow, select, type Visible, type Where } from "./row";
import type * as schema from "./schema";

type OrderBy = Prisma.PlaylistOrderByWithRelationInput;

/** The rows of `scope` that the query asks for, a page at a time. */
export async function list(
  scope: Where,
  query: schema.ListQuery,
  visible: Visible,
) {
  const where = every<Where>(scope, ...query.filter.map(toWhere));
  const page = await pageOf<Where, OrderBy, Read>(query, where, {
    find: (part) => db.playlist.findMany({ ...part, select }),
    count: () => db.playlist.count({ where }),
  });
  return {
    ...page,
    items: await present(page.items, query.include, visible),
  };
}

/** One, with what is to be included. */
export async function show(
  scope: Where,
  id: string,
  include: schema.Include[],
  visible: Visible,
) {
  const row = await db.playlist.findUnique({
    where: { id, AND: [scope] },
    select,
  });
  const [shown] = row ? await present([row], include, visible) : [];
  return shown ?? null;
}

export async function find(scope: Where, id: string) {
  const row = await db.playlist.findUnique({
    where: { id, AND: [scope] },
    select,
  });
  return row && fromRow(row);
}

/** Those of the ids that are in `scope`. */
export async function existing(scope: Where, ids: string[]) {
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
          connect: pointersTo(genreIds),
        },
      },
      select,
    }),
  );
  return fromRow(row);
}

/** Null where no row of `scope` has the id. */
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
            set: pointersTo(genreIds),
          },
        },
        select,
      }),
    ),
  );
  return row && fromRow(row);
}

/** Null where no row of `scope` has the id. */
export async function remove(scope: Where, id: string) {
  return orNull(
    db.playlist.delete({
      where: { id, AND: [scope] },
      select: { id: true },
    }),
  );
}
