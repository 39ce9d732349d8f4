import { db, type Prisma } from "~/server/db";
import { pageOf } from "~/server/pagination";
import { every, orNull } from "~/server/rows";
import { transaction } from "~/server/transaction";
import { free, fromRow, living, select, type Row, type Where } from "./row";
import type * as schema from "./schema";

type OrderBy = Prisma.SongOrderByWithRelationInput;

/** The rows of `scope` that the query asks for, a page at a time. */
export async function list(scope: Where, query: schema.ListQuery) {
  const where = every<Where>(living, scope);
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

/** Those of the ids that are in `scope`, as the API shows them. */
export async function findMany(scope: Where, ids: string[]) {
  const rows = await db.song.findMany({
    where: { AND: [living, scope, { id: { in: ids } }] },
    take: ids.length,
    select,
  });
  return rows.map(fromRow);
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
  const removed = transaction(async () => {
    return db.song.update({
      where: { id, AND: [living, free, scope] },
      data: { deletedAt: new Date() },
      select: { id: true },
    });
  });
  return orNull(removed);
}
