import { db, type Prisma } from "~/server/db";
import { pageOf } from "~/server/pagination";
import { base64, bytesOf, jsonOf, orNull } from "~/server/rows";
import type * as schema from "./schema";

/** Which rows: a condition on galleries. */
export type Where = Prisma.GalleryWhereInput;
type OrderBy = Prisma.GalleryOrderByWithRelationInput;
type Row = Prisma.GalleryGetPayload<{
  select: typeof select;
}>;

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
const select = {
  id: true,
  settings: true,
  place: true,
  second: true,
  cover: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.GallerySelect;

/** A row as the API shows it. */
function fromRow(row: Row) {
  return {
    ...row,
    place: row.place as schema.Place,
    second: row.second as schema.Place | null,
    cover: base64(row.cover),
  };
}

/** The rows of `scope` that the query asks for, a page at a time. */
export async function list(scope: Where, query: schema.ListQuery) {
  const where: Where = { AND: [scope, ...query.filter] };
  const page = await pageOf<Where, OrderBy, Row>(query, where, {
    find: (part) => db.gallery.findMany({ ...part, select }),
    count: () => db.gallery.count({ where }),
  });
  return { ...page, items: page.items.map(fromRow) };
}

export async function find(scope: Where, id: string) {
  const row = await db.gallery.findUnique({
    where: { id, AND: [scope] },
    select,
  });
  return row && fromRow(row);
}

/** Those of the ids that are in `scope`. */
export async function existing(scope: Where, ids: string[]) {
  return db.gallery.findMany({
    where: { AND: [scope, { id: { in: ids } }] },
    take: ids.length,
    select: { id: true },
  });
}

type New = schema.Create & { id?: string };

export async function create(input: New) {
  const row = await db.gallery.create({
    data: {
      ...input,
      settings: jsonOf(input.settings),
      place: jsonOf(input.place),
      second: jsonOf(input.second),
      cover: bytesOf(input.cover),
    },
    select,
  });
  return fromRow(row);
}

/** Null where no row of `scope` has the id. */
export async function update(scope: Where, id: string, input: schema.Update) {
  const row = await orNull(
    db.gallery.update({
      where: { id, AND: [scope] },
      data: {
        ...input,
        settings: jsonOf(input.settings),
        place: jsonOf(input.place),
        second: jsonOf(input.second),
        cover: bytesOf(input.cover),
      },
      select,
    }),
  );
  return row && fromRow(row);
}

/** Null where no row of `scope` has the id. */
export async function remove(scope: Where, id: string) {
  return orNull(
    db.gallery.delete({
      where: { id, AND: [scope] },
      select: { id: true },
    }),
  );
}
