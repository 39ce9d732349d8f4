import { db, type Prisma } from "~/server/db";
import { pageOf } from "~/server/pagination";
import { every, orNull, pointersTo } from "~/server/rows";
import { transaction } from "~/server/transaction";
import { fromRow, select, type Row, type Where } from "./row";
import type * as schema from "./schema";

type OrderBy = Prisma.ArticleOrderByWithRelationInput;

/** The rows of `scope` that the query asks for, a page at a time. */
export async function list(scope: Where, query: schema.ListQuery) {
  const where = every<Where>(scope);
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
  const row = await transaction(() =>
    db.article.create({
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
    }),
  );
  return fromRow(row);
}

/** Null where no row of `scope` has the id. */
export async function update(
  scope: Where,
  id: string,
  { topicIds, relatedIds, ...input }: schema.Update,
) {
  const row = await orNull(
    transaction(() =>
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
    ),
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
