import { db, type Prisma } from "~/server/db";
import { pageOf } from "~/server/pagination";
import { every, orNull, pointersTo } from "~/server/rows";
import { transaction } from "~/server/transaction";
import { toWhere } from "./filter";
import { fromRow, select, type Row, type Where } from "./row";
import type * as schema from "./schema";

type OrderBy = Prisma.CommitteeOrderByWithRelationInput;

/** The rows of `scope` that the query asks for, a page at a time. */
export async function list(scope: Where, query: schema.ListQuery) {
  const where = every<Where>(scope, ...query.filter.map(toWhere));
  const page = await pageOf<Where, OrderBy, Row>(query, where, {
    find: (part) => db.committee.findMany({ ...part, select }),
    count: () => db.committee.count({ where }),
  });
  return { ...page, items: page.items.map(fromRow) };
}

export async function find(scope: Where, id: string) {
  const row = await db.committee.findUnique({
    where: { id, AND: [scope] },
    select,
  });
  return row && fromRow(row);
}

/** Those of the ids that are in `scope`. */
export async function existing(scope: Where, ids: string[]) {
  return db.committee.findMany({
    where: { AND: [scope, { id: { in: ids } }] },
    take: ids.length,
    select: { id: true },
  });
}

type New = schema.Create & { id?: string; userId: string };

export async function create({ memberIds, ...input }: New) {
  const row = await transaction(() =>
    db.committee.create({
      data: {
        ...input,
        members: {
          connect: pointersTo(memberIds),
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
  { memberIds, ...input }: schema.Update,
) {
  const row = await orNull(
    transaction(() =>
      db.committee.update({
        where: { id, AND: [scope] },
        data: {
          ...input,
          members: {
            set: pointersTo(memberIds),
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
    db.committee.delete({
      where: { id, AND: [scope] },
      select: { id: true },
    }),
  );
}
