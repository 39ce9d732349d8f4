import { db, type Prisma } from "~/server/db";
import { pageOf } from "~/server/pagination";
import {
  day,
  dayFilter,
  dayOf,
  orNull,
  scaled,
  scaledFilter,
  unscaled,
} from "~/server/rows";
import type * as schema from "./schema";

/** Which rows: a condition on invoices. */
export type Where = Prisma.InvoiceWhereInput;
type OrderBy = Prisma.InvoiceOrderByWithRelationInput;
type Row = Prisma.InvoiceGetPayload<{
  select: typeof select;
}>;

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
const select = {
  id: true,
  number: true,
  state: true,
  total: true,
  rate: true,
  due: true,
  createdAt: true,
  updatedAt: true,
  version: true,
} satisfies Prisma.InvoiceSelect;

/** A row as the API shows it. */
function fromRow(row: Row) {
  return {
    ...row,
    total: unscaled(row.total, 2),
    rate: unscaled(row.rate, 4),
    due: dayOf(row.due),
  };
}

/** A filter of the list, as the database compares it. */
function toWhere(filter: schema.Filter): Where {
  return {
    ...filter,
    total: scaledFilter(filter.total, 2),
    due: dayFilter(filter.due),
  };
}

/** The rows of `scope` that the query asks for, a page at a time. */
export async function list(scope: Where, query: schema.ListQuery) {
  const where: Where = { AND: [scope, ...query.filter.map(toWhere)] };
  const page = await pageOf<Where, OrderBy, Row>(query, where, {
    find: (part) => db.invoice.findMany({ ...part, select }),
    count: () => db.invoice.count({ where }),
  });
  return { ...page, items: page.items.map(fromRow) };
}

export async function find(scope: Where, id: string) {
  const row = await db.invoice.findUnique({
    where: { id, AND: [scope] },
    select,
  });
  return row && fromRow(row);
}

/** Those of the ids that are in `scope`. */
export async function existing(scope: Where, ids: string[]) {
  return db.invoice.findMany({
    where: { AND: [scope, { id: { in: ids } }] },
    take: ids.length,
    select: { id: true },
  });
}

type New = schema.Create & { id?: string };

export async function create(input: New) {
  const row = await db.invoice.create({
    data: {
      ...input,
      total: scaled(input.total, 2),
      rate: scaled(input.rate, 4),
      due: day(input.due),
    },
    select,
  });
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
    db.invoice.update({
      where: { id, version, AND: [scope] },
      data: {
        ...input,
        total: scaled(input.total, 2),
        rate: scaled(input.rate, 4),
        due: day(input.due),
        version: { increment: 1 },
      },
      select,
    }),
  );
  return row && fromRow(row);
}

/** Null where no row of `scope` has the id and, if one is given, the version. */
export async function remove(scope: Where, id: string, version?: number) {
  return orNull(
    db.invoice.delete({
      where: { id, version, AND: [scope] },
      select: { id: true },
    }),
  );
}
