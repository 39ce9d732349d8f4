import { db, type Prisma } from "~/server/db";
import { pageOf } from "~/server/pagination";
import { every, orNull, pointersTo } from "~/server/rows";
import { transaction } from "~/server/transaction";
import { matching } from "./filter";
import { present, related, type Read } from "./included";
import { fromRow, select, type Visible, type Where } from "./row";
import type * as schema from "./schema";

type OrderBy = Prisma.ChoirOrderByWithRelationInput;

/** The rows of `scope` that the query asks for, a page at a time. */
export async function list(
  scope: Where,
  query: schema.ListQuery,
  visible: Visible,
) {
  const where = every<Where>(scope, ...query.q.map(matching));
  const page = await pageOf<Where, OrderBy, Read>(query, where, {
    find: (part) =>
      db.choir.findMany({
        ...part,
        select: { ...select, ...related(query.include, visible) },
      }),
    count: () => db.choir.count({ where }),
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
  const row = await db.choir.findUnique({
    where: { id, AND: [scope] },
    select: { ...select, ...related(include, visible) },
  });
  const [shown] = row ? await present([row], include, visible) : [];
  return shown ?? null;
}

export async function find(scope: Where, id: string) {
  const row = await db.choir.findUnique({
    where: { id, AND: [scope] },
    select,
  });
  return row && fromRow(row);
}

/** Those of the ids that are in `scope`, as the API shows them. */
export async function findMany(scope: Where, ids: string[]) {
  const rows = await db.choir.findMany({
    where: { AND: [scope, { id: { in: ids } }] },
    take: ids.length,
    select,
  });
  return rows.map(fromRow);
}

/** Those of the ids that are in `scope`. */
export async function existing(scope: Where, ids: string[]) {
  return db.choir.findMany({
    where: { AND: [scope, { id: { in: ids } }] },
    take: ids.length,
    select: { id: true },
  });
}

type New = schema.Create & { id?: string; userId: string };

export async function create({ friendIds, ...input }: New) {
  const row = await transaction(() =>
    db.choir.create({
      data: {
        ...input,
        friends: {
          connect: pointersTo(friendIds),
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
  { friendIds, ...input }: schema.Update,
) {
  const row = await orNull(
    transaction(() =>
      db.choir.update({
        where: { id, AND: [scope] },
        data: {
          ...input,
          friends: {
            set: pointersTo(friendIds),
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
    db.choir.delete({
      where: { id, AND: [scope] },
      select: { id: true },
    }),
  );
}
