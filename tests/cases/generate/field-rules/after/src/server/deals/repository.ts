import { db, type Prisma } from "~/server/db";
import { pageOf } from "~/server/pagination";
import { along, embedding, every, orNull } from "~/server/rows";
import * as taskRow from "~/server/tasks/row";
import { transaction } from "~/server/transaction";
import { matching, toWhere } from "./filter";
import { present, related, type Read } from "./included";
import {
  free,
  fromRow,
  living,
  select,
  stored,
  storedChange,
  type Visible,
  type Where,
} from "./row";
import type * as schema from "./schema";

type OrderBy = Prisma.DealOrderByWithRelationInput;

/** The rows of `scope` that the query asks for, a page at a time. */
export async function list(
  scope: Where,
  query: schema.ListQuery,
  visible: Visible,
) {
  const filters = query.filter.map((filter) => toWhere(filter, visible));
  const where = every<Where>(
    living,
    scope,
    ...query.q.map(matching),
    ...filters,
  );
  const page = await pageOf<Where, OrderBy, Read>(query, where, {
    find: (part) =>
      db.deal.findMany({
        ...part,
        select: { ...select, ...related(query.include, visible) },
      }),
    count: () => db.deal.count({ where }),
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
  const row = await db.deal.findUnique({
    where: { id, AND: [living, scope] },
    select: { ...select, ...related(include, visible) },
  });
  const [shown] = row ? await present([row], include, visible) : [];
  return shown ?? null;
}

export async function find(scope: Where, id: string) {
  const row = await db.deal.findUnique({
    where: { id, AND: [living, scope] },
    select,
  });
  return row && fromRow(row);
}

/** Those of the ids that are in `scope`. */
export async function existing(scope: Where, ids: string[]) {
  return db.deal.findMany({
    where: { AND: [living, scope, { id: { in: ids } }] },
    take: ids.length,
    select: { id: true },
  });
}

type New = schema.Create & { id?: string; userId: string };

export async function create({ tasks, ...input }: New) {
  const created = transaction(() =>
    db.deal.create({
      data: {
        ...input,
        ...stored(input),
        tasks: along(tasks, taskRow.embedded),
      },
      select,
    }),
  );
  const row = await embedding(
    {
      Task: "tasks",
    },
    created,
  );
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
    db.deal.update({
      where: { id, version, AND: [living, scope] },
      data: {
        ...input,
        ...storedChange(input),
        version: { increment: 1 },
      },
      select,
    }),
  );
  return row && fromRow(row);
}

/** Null where no row of `scope` has the id and, if one is given, the version, or where something keeps it. */
export async function remove(scope: Where, id: string, version?: number) {
  const removed = transaction(async () => {
    return db.deal.update({
      where: { id, version, AND: [living, free, scope] },
      data: { deletedAt: new Date(), version: { increment: 1 } },
      select: { id: true },
    });
  });
  return orNull(removed);
}
