import { db, type Prisma } from "~/server/db";
import { pageOf } from "~/server/pagination";
import { every, orNull, pointersTo } from "~/server/rows";
import { transaction } from "~/server/transaction";
import {
  fromRow,
  living,
  select,
  stored,
  storedChange,
  type Row,
  type Where,
} from "./row";
import type * as schema from "./schema";

type OrderBy = Prisma.ShipmentOrderByWithRelationInput;

/** The rows of `scope` that the query asks for, a page at a time. */
export async function list(scope: Where, query: schema.ListQuery) {
  const where = every<Where>(living, scope);
  const page = await pageOf<Where, OrderBy, Row>(query, where, {
    find: (part) => db.shipment.findMany({ ...part, select }),
    count: () => db.shipment.count({ where }),
  });
  return { ...page, items: page.items.map(fromRow) };
}

export async function find(scope: Where, id: string) {
  const row = await db.shipment.findUnique({
    where: { id, AND: [living, scope] },
    select,
  });
  return row && fromRow(row);
}

/** Those of the ids that are in `scope`. */
export async function existing(scope: Where, ids: string[]) {
  return db.shipment.findMany({
    where: { AND: [living, scope, { id: { in: ids } }] },
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
          connect: pointersTo(labelIds),
        },
      },
      select,
    }),
  );
  return fromRow(row);
}

/** Null where no row of `scope` has the id and, if one is given, the version. */
export async function update(
  scope: Where,
  id: string,
  { labelIds, ...input }: schema.Update,
  version?: number,
) {
  const row = await orNull(
    transaction(() =>
      db.shipment.update({
        where: { id, version, AND: [living, scope] },
        data: {
          ...input,
          ...storedChange(input),
          labels: {
            set: pointersTo(labelIds),
          },
          version: { increment: 1 },
        },
        select,
      }),
    ),
  );
  return row && fromRow(row);
}

/** Null where no row of `scope` has the id and, if one is given, the version. */
export async function remove(scope: Where, id: string, version?: number) {
  return orNull(
    db.shipment.update({
      where: { id, version, AND: [living, scope] },
      data: { deletedAt: new Date(), version: { increment: 1 } },
      select: { id: true },
    }),
  );
}
