import { db, type Prisma } from "~/server/db";
import { pageOf } from "~/server/pagination";
import { and, idRefs, orNull } from "~/server/rows";
import { transaction } from "~/server/transaction";
import { toWhere } from "./filter";
import { fromRow, select, type Row, type Visible, type Where } from "./row";
import type * as schema from "./schema";

type OrderBy = Prisma.ParcelOrderByWithRelationInput;

/** A page of the rows of `scope`, filtered and sorted by the query. */
export async function list(
  scope: Where,
  query: schema.ListQuery,
  visible: Visible,
) {
  const filters = query.filter.map((filter) => toWhere(filter, visible));
  const where = and<Where>(scope, ...filters);
  const page = await pageOf<Where, OrderBy, Row>(query, where, {
    find: (part) => db.parcel.findMany({ ...part, select }),
    count: () => db.parcel.count({ where }),
  });
  return { ...page, items: page.items.map(fromRow) };
}

export async function find(scope: Where, id: string) {
  const row = await db.parcel.findUnique({
    where: { id, AND: [scope] },
    select,
  });
  return row && fromRow(row);
}

/** The ids that exist in `scope`. */
export async function listIds(scope: Where, ids: string[]) {
  return db.parcel.findMany({
    where: { AND: [scope, { id: { in: ids } }] },
    take: ids.length,
    select: { id: true },
  });
}

type New = schema.Create & { id?: string };

export async function create({ stampIds, ...input }: New) {
  const row = await transaction(() =>
    db.parcel.create({
      data: {
        ...input,
        stamps: {
          connect: idRefs(stampIds),
        },
      },
      select,
    }),
  );
  return fromRow(row);
}

/** Null if no row of `scope` has the id. */
export async function update(
  scope: Where,
  id: string,
  { stampIds, ...input }: schema.Update,
) {
  const row = await orNull(
    transaction(() =>
      db.parcel.update({
        where: { id, AND: [scope] },
        data: {
          ...input,
          stamps: {
            set: idRefs(stampIds),
          },
        },
        select,
      }),
    ),
  );
  return row && fromRow(row);
}

/** Null if no row of `scope` has the id. */
export async function remove(scope: Where, id: string) {
  return orNull(
    db.parcel.delete({
      where: { id, AND: [scope] },
      select: { id: true },
    }),
  );
}
