import { db, type Prisma } from "~/server/db";
import { pageOf } from "~/server/pagination";
import {
  day,
  dayOf,
  orNull,
  scaled,
  text,
  unscaled,
  whole,
} from "~/server/rows";
import type * as schema from "./schema";

/** Which rows: a condition on carriers. */
export type Where = Prisma.CarrierWhereInput;
type OrderBy = Prisma.CarrierOrderByWithRelationInput;
type Row = Prisma.CarrierGetPayload<{
  select: typeof select;
}>;

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
const select = {
  id: true,
  name: true,
  kind: true,
  fee: true,
  carried: true,
  since: true,
  userId: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.CarrierSelect;

/** A row as the API shows it. */
function fromRow(row: Row) {
  return {
    ...row,
    fee: unscaled(row.fee, 2),
    carried: text(row.carried),
    since: dayOf(row.since),
  };
}

/** The rows of `scope` that the query asks for, a page at a time. */
export async function list(scope: Where, query: schema.ListQuery) {
  const where: Where = { AND: [scope, ...query.filter] };
  const page = await pageOf<Where, OrderBy, Row>(query, where, {
    find: (part) => db.carrier.findMany({ ...part, select }),
    count: () => db.carrier.count({ where }),
  });
  return { ...page, items: page.items.map(fromRow) };
}

export async function find(scope: Where, id: string) {
  const row = await db.carrier.findUnique({
    where: { id, AND: [scope] },
    select,
  });
  return row && fromRow(row);
}

/** Those of the ids that are in `scope`. */
export async function existing(scope: Where, ids: string[]) {
  return db.carrier.findMany({
    where: { AND: [scope, { id: { in: ids } }] },
    take: ids.length,
    select: { id: true },
  });
}

type New = schema.Create & { id?: string; userId: string };

export async function create(input: New) {
  const row = await db.carrier.create({
    data: {
      ...input,
      fee: scaled(input.fee, 2),
      carried: whole(input.carried),
      since: day(input.since),
    },
    select,
  });
  return fromRow(row);
}

/** Null where no row of `scope` has the id. */
export async function update(scope: Where, id: string, input: schema.Update) {
  const row = await orNull(
    db.carrier.update({
      where: { id, AND: [scope] },
      data: {
        ...input,
        fee: scaled(input.fee, 2),
        carried: whole(input.carried),
        since: day(input.since),
      },
      select,
    }),
  );
  return row && fromRow(row);
}

/** Null where no row of `scope` has the id. */
export async function remove(scope: Where, id: string) {
  return orNull(
    db.carrier.delete({
      where: { id, AND: [scope] },
      select: { id: true },
    }),
  );
}
