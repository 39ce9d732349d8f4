import { db, type Prisma } from "~/server/db";
import { pageOf } from "~/server/pagination";
import { idsOf, orNull, pointedTo, pointersTo } from "~/server/rows";
import type * as schema from "./schema";

/** Which rows: a condition on playlists. */
export type Where = Prisma.PlaylistWhereInput;
type OrderBy = Prisma.PlaylistOrderByWithRelationInput;
type Row = Prisma.PlaylistGetPayload<{
  select: typeof select;
}>;

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
const select = {
  id: true,
  title: true,
  userId: true,
  genres: { select: { id: true } },
  placements: {
    where: { song: { deletedAt: null } },
    select: { songId: true },
  },
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.PlaylistSelect;

/** A row as the API shows it. */
function fromRow({ genres, placements, ...row }: Row) {
  return {
    ...row,
    genreIds: idsOf(genres),
    songIds: pointedTo(placements, "songId"),
  };
}

/** A filter of the list, as the database compares it. */
function toWhere({ genreIds, songIds, ...filter }: schema.Filter): Where {
  return {
    ...filter,
    genres: genreIds && { some: { id: genreIds.has } },
    placements: songIds && {
      some: {
        songId: songIds.has,
        song: { deletedAt: null },
      },
    },
  };
}

/** The rows of `scope` that the query asks for, a page at a time. */
export async function list(scope: Where, query: schema.ListQuery) {
  const where: Where = { AND: [scope, ...query.filter.map(toWhere)] };
  const page = await pageOf<Where, OrderBy, Row>(query, where, {
    find: (part) => db.playlist.findMany({ ...part, select }),
    count: () => db.playlist.count({ where }),
  });
  return { ...page, items: page.items.map(fromRow) };
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
  const row = await db.playlist.create({
    data: {
      ...input,
      genres: {
        connect: pointersTo(genreIds),
      },
    },
    select,
  });
  return fromRow(row);
}

/** Null where no row of `scope` has the id. */
export async function update(
  scope: Where,
  id: string,
  { genreIds, ...input }: schema.Update,
) {
  const row = await orNull(
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
