import { db, type Prisma } from "~/server/db";
import { pageOf } from "~/server/pagination";
import { and, idRefs, orNull } from "~/server/rows";
import { transaction } from "~/server/transaction";
import {
  fromRow,
  notDeleted,
  select,
  stored,
  storedChange,
  type Row,
  type Where,
} from "./row";
import type * as schema from "./schema";

type OrderBy = Prisma.ShipmentOrderByWithRelationInput;

/** A page of the rows of `scope`, filtered and sorted by the query. */
export async function list(scope: Where, query: schema.ListQuery) {
  const where = and<Where>(notDeleted, scope);
  const page = await pageOf<Where, OrderBy, Row>(query, where, {
    find: (part) => db.shipment.findMany({ ...part, select }),
    count: () => db.shipment.count({ where }),
  });
  return { ...page, items: page.items.map(fromRow) };
}

export async function find(scope: Where, id: string) {
  const row = await db.shipment.findUnique({
    where: { id, AND: [notDeleted, scope] },
    select,
  });
  return row && fromRow(row);
}

/** The ids that exist in `scope`. */
export async function listIds(scope: Where, ids: string[]) {
  return db.shipment.findMany({
    where: { AND: [notDeleted, scope, { id: { in: ids } }] },
    take: ids.length,
    select: { id: true },
  });
}

type New = schema.Create & { id?: string; userId: string };

export async function create({ labelIds, ...input }: New) {
  const row = await transaction(() =>
    db.shipment.create({
      data: {
        ...input,
        ...stored(input),
        labels: {
          connect: idRefs(labelIds),
        },
      },
      select,
    }),
  );
  return fromRow(row);
}

/** Null if no row of `scope` has the id and the version, if given. */
export async function update(
  scope: Where,
  id: string,
  { labelIds, ...input }: schema.Update,
  version?: number,
) {
  const row = await orNull(
    transaction(() =>
      db.shipment.update({
        where: { id, version, AND: [notDeleted, scope] },
        data: {
          ...input,
          ...storedChange(input),
          labels: {
            set: idRefs(labelIds),
          },
          version: { increment: 1 },
        },
        select,
      }),
    ),
  );
  return row && fromRow(row);
}

/** Null if no row of `scope` has the id and the version, if given. */
export async function remove(scope: Where, id: string, version?: number) {
  return orNull(
    db.shipment.update({
      where: { id, version, AND: [notDeleted, scope] },
      data: { deletedAt: new Date(), version: { increment: 1 } },
      select: { id: true },
    }),
  );
}
