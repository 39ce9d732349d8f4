import { db, type Prisma } from "~/server/db";
import { pageOf } from "~/server/pagination";
import { orNull } from "~/server/rows";
import type * as schema from "./schema";

/** Which rows: a condition on wikis. */
export type Where = Prisma.WikiWhereInput;
type OrderBy = Prisma.WikiOrderByWithRelationInput;
type Row = Prisma.WikiGetPayload<{
  select: typeof select;
}>;

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
const select = {
  id: true,
  title: true,
  userId: true,
  createdAt: true,
  updatedAt: true,
  version: true,
} satisfies Prisma.WikiSelect;

/** A row as the API shows it. */
function fromRow(row: Row) {
  return {
    ...row,
  };
}

/** Rows that are there: not deleted. */
const living: Where = {
  deletedAt: null,
};

/** The rows of `scope` that the query asks for, a page at a time. */
export async function list(scope: Where, query: schema.ListQuery) {
  const where: Where = { AND: [living, scope, ...query.filter] };
  const page = await pageOf<Where, OrderBy, Row>(query, where, {
    find: (part) => db.wiki.findMany({ ...part, select }),
    count: () => db.wiki.count({ where }),
  });
  return { ...page, items: page.items.map(fromRow) };
}

export async function find(scope: Where, id: string) {
  const row = await db.wiki.findUnique({
    where: { id, AND: [living, scope] },
    select,
  });
  return row && fromRow(row);
}

/** Those of the ids that are in `scope`. */
export async function existing(scope: Where, ids: string[]) {
  return db.wiki.findMany({
    where: { AND: [living, scope, { id: { in: ids } }] },
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

/** Null where no row of `scope` has the id and, if one is given, the version. */
export async function update(
  scope: Where,
  id: string,
  input: schema.Update,
  version?: number,
) {
  const row = await orNull(
    db.wiki.update({
      where: { id, version, AND: [living, scope] },
      data: {
        ...input,
        version: { increment: 1 },
      },
      select,
    }),
  );
  return row && fromRow(row);
}

/** Null where no row of `scope` has the id and, if one is given, the version. */
export async function remove(scope: Where, id: string, version?: number) {
  return orNull(
    db.wiki.update({
      where: { id, version, AND: [living, scope] },
      data: { deletedAt: new Date(), version: { increment: 1 } },
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
    db.wiki.update({
      where: { id, AND: [restorable, scope] },
      data: { deletedAt: null, version: { increment: 1 } },
      select,
    }),
  );
  return row && fromRow(row);
}
