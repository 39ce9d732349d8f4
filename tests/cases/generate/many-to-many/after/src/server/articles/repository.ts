import { db, type Prisma } from "~/server/db";
import { pageOf } from "~/server/pagination";
import { idsOf, orNull, pointersTo } from "~/server/rows";
import type * as schema from "./schema";

/** Which rows: a condition on articles. */
export type Where = Prisma.ArticleWhereInput;
type OrderBy = Prisma.ArticleOrderByWithRelationInput;
type Row = Prisma.ArticleGetPayload<{
  select: typeof select;
}>;

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
const select = {
  id: true,
  title: true,
  topics: { select: { id: true } },
  related: { select: { id: true } },
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.ArticleSelect;

/** A row as the API shows it. */
function fromRow({ topics, related, ...row }: Row) {
  return {
    ...row,
    topicIds: idsOf(topics),
    relatedIds: idsOf(related),
  };
}

/** The rows of `scope` that the query asks for, a page at a time. */
export async function list(scope: Where, query: schema.ListQuery) {
  const where: Where = { AND: [scope, ...query.filter] };
  const page = await pageOf<Where, OrderBy, Row>(query, where, {
    find: (part) => db.article.findMany({ ...part, select }),
    count: () => db.article.count({ where }),
  });
  return { ...page, items: page.items.map(fromRow) };
}

export async function find(scope: Where, id: string) {
  const row = await db.article.findUnique({
    where: { id, AND: [scope] },
    select,
  });
  return row && fromRow(row);
}

/** Those of the ids that are in `scope`. */
export async function existing(scope: Where, ids: string[]) {
  return db.article.findMany({
    where: { AND: [scope, { id: { in: ids } }] },
    take: ids.length,
    select: { id: true },
  });
}

type New = schema.Create & { id?: string };

export async function create({ topicIds, relatedIds, ...input }: New) {
  const row = await db.article.create({
    data: {
      ...input,
      topics: {
        connect: pointersTo(topicIds),
      },
      related: {
        connect: pointersTo(relatedIds),
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
  { topicIds, relatedIds, ...input }: schema.Update,
) {
  const row = await orNull(
    db.article.update({
      where: { id, AND: [scope] },
      data: {
        ...input,
        topics: {
          set: pointersTo(topicIds),
        },
        related: {
          set: pointersTo(relatedIds),
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
    db.article.delete({
      where: { id, AND: [scope] },
      select: { id: true },
    }),
  );
}
