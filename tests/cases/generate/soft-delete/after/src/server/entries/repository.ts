import { db, type Prisma } from "~/server/db";
import { pageOf } from "~/server/pagination";
import { idsOf, orNull, pointersTo } from "~/server/rows";
import type * as schema from "./schema";

/** Which rows: a condition on entries. */
export type Where = Prisma.EntryWhereInput;
type OrderBy = Prisma.EntryOrderByWithRelationInput;
type Row = Prisma.EntryGetPayload<{
  select: typeof select;
}>;

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
const select = {
  id: true,
  title: true,
  path: true,
  wikiId: true,
  parentId: true,
  coverId: true,
  themes: {
    where: { deletedAt: null },
    select: { id: true },
  },
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.EntrySelect;

/** A row as the API shows it. */
function fromRow({ themes, ...row }: Row) {
  return {
    ...row,
    themeIds: idsOf(themes),
  };
}

/** Rows that are there: not deleted, and not of anything that is deleted. */
const living: Where = {
  deletedAt: null,
  wiki: {
    deletedAt: null,
  },
};

/** Rows that may be deleted: nothing that is there points to them. */
const free: Where = {
  subentries: { none: { deletedAt: null } },
};

/** The rows of `scope` that the query asks for, a page at a time. */
export async function list(scope: Where, query: schema.ListQuery) {
  const where: Where = { AND: [living, scope, ...query.filter] };
  const page = await pageOf<Where, OrderBy, Row>(query, where, {
    find: (part) => db.entry.findMany({ ...part, select }),
    count: () => db.entry.count({ where }),
  });
  return { ...page, items: page.items.map(fromRow) };
}

export async function find(scope: Where, id: string) {
  const row = await db.entry.findUnique({
    where: { id, AND: [living, scope] },
    select,
  });
  return row && fromRow(row);
}

/** Those of the ids that are in `scope`. */
export async function existing(scope: Where, ids: string[]) {
  return db.entry.findMany({
    where: { AND: [living, scope, { id: { in: ids } }] },
    take: ids.length,
    select: { id: true },
  });
}

type New = schema.Create & { id?: string };

export async function create({ themeIds, ...input }: New) {
  const row = await db.entry.create({
    data: {
      ...input,
      themes: {
        connect: pointersTo(themeIds),
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
  { themeIds, ...input }: schema.Update,
) {
  const row = await orNull(
    db.entry.update({
      where: { id, AND: [living, scope] },
      data: {
        ...input,
        themes: {
          set: pointersTo(themeIds),
        },
      },
      select,
    }),
  );
  return row && fromRow(row);
}

/** Null where no row of `scope` has the id, or where something keeps it. */
export async function remove(scope: Where, id: string) {
  return orNull(
    db.entry.update({
      where: { id, AND: [living, free, scope] },
      data: { deletedAt: new Date() },
      select: { id: true },
    }),
  );
}

/** Deleted rows that can come back: what they belong to is there. */
const restorable: Where = {
  deletedAt: { not: null },
  wiki: {
    deletedAt: null,
  },
  AND: [
    {
      OR: [
        { parentId: null },
        {
          parent: {
            deletedAt: null,
          },
        },
      ],
    },
    {
      OR: [
        { coverId: null },
        {
          cover: {
            deletedAt: null,
          },
        },
      ],
    },
  ],
};

/** Null where no deleted row of `scope` has the id, or what it belongs to is deleted. */
export async function restore(scope: Where, id: string) {
  const row = await orNull(
    db.entry.update({
      where: { id, AND: [restorable, scope] },
      data: { deletedAt: null },
      select,
    }),
  );
  return row && fromRow(row);
}

/** Whether a row of `scope` is deleted. */
export async function isDeleted(scope: Where, id: string) {
  const row = await db.entry.findUnique({
    where: { id, deletedAt: { not: null }, AND: [scope] },
    select: { id: true },
  });
  return row !== null;
}
