import { db, type Prisma } from "~/server/db";
import { pageOf } from "~/server/pagination";
import {
  dayFilter,
  idsOf,
  orNull,
  pointersTo,
  scaledFilter,
  wholeFilter,
  within,
} from "~/server/rows";
import type * as schema from "./schema";

/** Which rows: a condition on parcels. */
export type Where = Prisma.ParcelWhereInput;
type OrderBy = Prisma.ParcelOrderByWithRelationInput;
type Row = Prisma.ParcelGetPayload<{
  select: typeof select;
}>;

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
const select = {
  id: true,
  code: true,
  weight: true,
  carrierId: true,
  backupId: true,
  stamps: { select: { id: true } },
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.ParcelSelect;

/** A row as the API shows it. */
function fromRow({ stamps, ...row }: Row) {
  return {
    ...row,
    stampIds: idsOf(stamps),
  };
}

/** Which rows of others the actor may see. */
export type Visible = {
  carrier: Prisma.CarrierWhereInput;
  backup: Prisma.CarrierWhereInput;
};

/** A filter of the list, as the database compares it. */
function toWhere(
  { stampIds, ...filter }: schema.Filter,
  visible: Visible,
): Where {
  return {
    ...filter,
    stamps: stampIds && { some: { id: stampIds.has } },
    carrier: within(
      [visible.carrier],
      filter.carrier && {
        ...filter.carrier,
        fee: scaledFilter(filter.carrier.fee, 2),
      },
    ),
    backup: within(
      [visible.backup],
      filter.backup && {
        ...filter.backup,
        carried: wholeFilter(filter.backup.carried),
        since: dayFilter(filter.backup.since),
      },
    ),
  };
}

/** The rows of `scope` that the query asks for, a page at a time. */
export async function list(
  scope: Where,
  query: schema.ListQuery,
  visible: Visible,
) {
  const filters = query.filter.map((filter) => toWhere(filter, visible));
  const where: Where = { AND: [scope, ...filters] };
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

/** Those of the ids that are in `scope`. */
export async function existing(scope: Where, ids: string[]) {
  return db.parcel.findMany({
    where: { AND: [scope, { id: { in: ids } }] },
    take: ids.length,
    select: { id: true },
  });
}

type New = schema.Create & { id?: string };

export async function create({ stampIds, ...input }: New) {
  const row = await db.parcel.create({
    data: {
      ...input,
      stamps: {
        connect: pointersTo(stampIds),
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
  { stampIds, ...input }: schema.Update,
) {
  const row = await orNull(
    db.parcel.update({
      where: { id, AND: [scope] },
      data: {
        ...input,
        stamps: {
          set: pointersTo(stampIds),
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
    db.parcel.delete({
      where: { id, AND: [scope] },
      select: { id: true },
    }),
  );
}
