import { db, type Prisma } from "~/server/db";
import { pageOf } from "~/server/pagination";
import { and, nestedCreate, orNull, withNestedErrors } from "~/server/rows";
import * as taskRow from "~/server/tasks/row";
import { transaction } from "~/server/transaction";
import { matching, toWhere } from "./filter";
import { toItems, related, type RowWithIncluded } from "./included";
import {
  unreferenced,
  fromRow,
  notDeleted,
  select,
  stored,
  storedChange,
  type Visible,
  type Where,
} from "./row";
import type * as schema from "./schema";

type OrderBy = Prisma.DealOrderByWithRelationInput;

/** A page of the rows of `scope`, filtered and sorted by the query. */
export async function list(
  scope: Where,
  query: schema.ListQuery,
  visible: Visible,
) {
  const filters = query.filter.map((filter) => toWhere(filter, visible));
  const where = and<Where>(
    notDeleted,
    scope,
    ...query.q.map(matching),
    ...filters,
  );
  const page = await pageOf<Where, OrderBy, RowWithIncluded>(query, where, {
    find: (part) =>
      db.deal.findMany({
        ...part,
        select: { ...select, ...related(query.include, visible) },
      }),
    count: () => db.deal.count({ where }),
  });
  return {
    ...page,
    items: await toItems(page.items, query.include, visible),
  };
}

/** One row with included relations; null if `scope` has no row with the id. */
export async function findWithIncluded(
  scope: Where,
  id: string,
  include: schema.Include[],
  visible: Visible,
) {
  const row = await db.deal.findUnique({
    where: { id, AND: [notDeleted, scope] },
    select: { ...select, ...related(include, visible) },
  });
  const [item] = row ? await toItems([row], include, visible) : [];
  return item ?? null;
}

export async function find(scope: Where, id: string) {
  const row = await db.deal.findUnique({
    where: { id, AND: [notDeleted, scope] },
    select,
  });
  return row && fromRow(row);
}

/** The ids that exist in `scope`. */
export async function listIds(scope: Where, ids: string[]) {
  return db.deal.findMany({
    where: { AND: [notDeleted, scope, { id: { in: ids } }] },
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
        tasks: nestedCreate(tasks, taskRow.embedded),
      },
      select,
    }),
  );
  const row = await withNestedErrors(
    {
      Task: "tasks",
    },
    created,
  );
  return fromRow(row);
}

/** Null if no row of `scope` has the id and the version, if given. */
export async function update(
  scope: Where,
  id: string,
  input: schema.Update,
  version?: number,
) {
  const row = await orNull(
    db.deal.update({
      where: { id, version, AND: [notDeleted, scope] },
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

/** Null if no row of `scope` has the id and the version, if given, or other rows reference it. */
export async function remove(scope: Where, id: string, version?: number) {
  const removed = transaction(async () => {
    return db.deal.update({
      where: { id, version, AND: [notDeleted, unreferenced, scope] },
      data: { deletedAt: new Date(), version: { increment: 1 } },
      select: { id: true },
    });
  });
  return orNull(removed);
}
