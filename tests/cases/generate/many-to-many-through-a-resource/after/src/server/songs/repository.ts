import { db, type Prisma } from "~/server/db";
import { pageOf } from "~/server/pagination";
import { orNull, pointedTo } from "~/server/rows";
import type * as schema from "./schema";

/** Which rows: a condition on songs. */
export type Where = Prisma.SongWhereInput;
type OrderBy = Prisma.SongOrderByWithRelationInput;
type Row = Prisma.SongGetPayload<{
  select: typeof select;
}>;

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
const select = {
  id: true,
  name: true,
  placements: {
    select: { playlistId: true },
  },
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.SongSelect;

/** A row as the API shows it. */
function fromRow({ placements, ...row }: Row) {
  return {
    ...row,
    playlistIds: pointedTo(placements, "playlistId"),
  };
}

/** Rows that are there: not deleted. */
const living: Where = {
  deletedAt: null,
};

/** Rows that may be deleted: nothing that is there points to them. */
const free: Where = {
  placements: { none: {} },
};

/** The rows of `scope` that the query asks for, a page at a time. */
export async function list(scope: Where, query: schema.ListQuery) {
  const where: Where = { AND: [living, scope, ...query.filter] };
  const page = await pageOf<Where, OrderBy, Row>(query, where, {
    find: (part) => db.song.findMany({ ...part, select }),
    count: () => db.song.count({ where }),
  });
  return { ...page, items: page.items.map(fromRow) };
}

export async function find(scope: Where, id: string) {
  const row = await db.song.findUnique({
    where: { id, AND: [living, scope] },
    select,
  });
  return row && fromRow(row);
}

/** Those of the ids that are in `scope`. */
export async function existing(scope: Where, ids: string[]) {
  return db.song.findMany({
    where: { AND: [living, scope, { id: { in: ids } }] },
    take: ids.length,
    select: { id: true },
  });
}

type New = schema.Create & { id?: string };

export async function create(input: New) {
  const row = await db.song.create({
    data: {
      ...input,
    },
    select,
  });
  return fromRow(row);
}

/** Null where no row of `scope` has the id. */
export async function update(scope: Where, id: string, input: schema.Update) {
  const row = await orNull(
    db.song.update({
      where: { id, AND: [living, scope] },
      data: {
        ...input,
      },
      select,
    }),
  );
  return row && fromRow(row);
}

/** Null where no row of `scope` has the id, or where something keeps it. */
export async function remove(scope: Where, id: string) {
  return orNull(
    db.song.update({
      where: { id, AND: [living, free, scope] },
      data: { deletedAt: new Date() },
      select: { id: true },
    }),
  );
}

/** Deleted rows that can come back. */
const restorable: Where = {
  deletedAt: { not: null },
};

/** Null where no deleted row of `scope` has the id. */
export async function restore(scope: Where, id: string) {
  const row = await orNull(
    db.song.update({
      where: { id, AND: [restorable, scope] },
      data: { deletedAt: null },
      select,
    }),
  );
  return row && fromRow(row);
}
