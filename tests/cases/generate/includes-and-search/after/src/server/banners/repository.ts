import { db, type Prisma } from "~/server/db";
import { pageOf } from "~/server/pagination";
import { every, orNull } from "~/server/rows";
import { matching } from "./filter";
import { present, type Read } from "./included";
import { fromRow, select, type Visible, type Where } from "./row";
import type * as schema from "./schema";

type OrderBy = Prisma.BannerOrderByWithRelationInput;

/** The rows of `scope` that the query asks for, a page at a time. */
export async function list(
  scope: Where,
  query: schema.ListQuery,
  visible: Visible,
) {
  const where = every<Where>(scope, ...query.q.map(matching));
  const page = await pageOf<Where, OrderBy, Read>(query, where, {
    find: (part) => db.banner.findMany({ ...part, select }),
    count: () => db.banner.count({ where }),
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
  const row = await db.banner.findUnique({
    where: { id, AND: [scope] },
    select,
  });
  const [shown] = row ? await present([row], include, visible) : [];
  return shown ?? null;
}

export async function find(scope: Where, id: string) {
  const row = await db.banner.findUnique({
    where: { id, AND: [scope] },
    select,
  });
  return row && fromRow(row);
}

/** Those of the ids that are in `scope`. */
export async function existing(scope: Where, ids: string[]) {
  return db.banner.findMany({
    where: { AND: [scope, { id: { in: ids } }] },
    take: ids.length,
    select: { id: true },
  });
}

type New = schema.Create & { id?: string };

export async function create(input: New) {
  const row = await db.banner.create({
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
    db.banner.update({
      where: { id, AND: [scope] },
      data: {
        ...input,
      },
      select,
    }),
  );
  return row && fromRow(row);
}

/** Null where no row of `scope` has the id. */
export async function remove(scope: Where, id: string) {
  return orNull(
    db.banner.delete({
      where: { id, AND: [scope] },
      select: { id: true },
    }),
  );
}
