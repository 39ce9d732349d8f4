import { db, type Prisma } from "~/server/db";
import { pageOf } from "~/server/pagination";
import {
  day,
  dayFilter,
  dayOf,
  orNull,
  scaled,
  scaledFilter,
  text,
  unscaled,
  whole,
  wholeFilter,
} from "~/server/rows";
import type * as schema from "./schema";

/** Which rows: a condition on specimen. */
export type Where = Prisma.SpecimenWhereInput;
type OrderBy = Prisma.SpecimenOrderByWithRelationInput;
type Row = Prisma.SpecimenGetPayload<{
  select: typeof select;
}>;

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
const select = {
  id: true,
  aString: true,
  aText: true,
  anInt: true,
  aBigint: true,
  aFloat: true,
  aDecimal: true,
  aBoolean: true,
  aDate: true,
  aDatetime: true,
  aUuid: true,
  anEmail: true,
  aUrl: true,
  aSlug: true,
  anEnum: true,
  maybeString: true,
  maybeText: true,
  maybeInt: true,
  maybeBigint: true,
  maybeFloat: true,
  maybeDecimal: true,
  maybeBoolean: true,
  maybeDate: true,
  maybeDatetime: true,
  maybeUuid: true,
  maybeEmail: true,
  maybeUrl: true,
  maybeSlug: true,
  maybeEnum: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.SpecimenSelect;

/** A row as the API shows it. */
function fromRow(row: Row) {
  return {
    ...row,
    aBigint: text(row.aBigint),
    aDecimal: unscaled(row.aDecimal, 6),
    aDate: dayOf(row.aDate),
    maybeBigint: text(row.maybeBigint),
    maybeDecimal: unscaled(row.maybeDecimal, 0),
    maybeDate: dayOf(row.maybeDate),
  };
}

/** A filter of the list, as the database compares it. */
function toWhere(filter: schema.Filter): Where {
  return {
    ...filter,
    aBigint: wholeFilter(filter.aBigint),
    aDecimal: scaledFilter(filter.aDecimal, 6),
    aDate: dayFilter(filter.aDate),
    maybeDecimal: scaledFilter(filter.maybeDecimal, 0),
  };
}

/** The rows of `scope` that the query asks for, a page at a time. */
export async function list(scope: Where, query: schema.ListQuery) {
  const where: Where = { AND: [scope, ...query.filter.map(toWhere)] };
  const page = await pageOf<Where, OrderBy, Row>(query, where, {
    find: (part) => db.specimen.findMany({ ...part, select }),
    count: () => db.specimen.count({ where }),
  });
  return { ...page, items: page.items.map(fromRow) };
}

export async function find(scope: Where, id: string) {
  const row = await db.specimen.findUnique({
    where: { id, AND: [scope] },
    select,
  });
  return row && fromRow(row);
}

/** Those of the ids that are in `scope`. */
export async function existing(scope: Where, ids: string[]) {
  return db.specimen.findMany({
    where: { AND: [scope, { id: { in: ids } }] },
    take: ids.length,
    select: { id: true },
  });
}

type New = schema.Create & { id?: string };

export async function create(input: New) {
  const row = await db.specimen.create({
    data: {
      ...input,
      aBigint: whole(input.aBigint),
      aDecimal: scaled(input.aDecimal, 6),
      aDate: day(input.aDate),
      maybeBigint: whole(input.maybeBigint),
      maybeDecimal: scaled(input.maybeDecimal, 0),
      maybeDate: day(input.maybeDate),
    },
    select,
  });
  return fromRow(row);
}

/** Null where no row of `scope` has the id. */
export async function update(scope: Where, id: string, input: schema.Update) {
  const row = await orNull(
    db.specimen.update({
      where: { id, AND: [scope] },
      data: {
        ...input,
        aBigint: whole(input.aBigint),
        aDecimal: scaled(input.aDecimal, 6),
        aDate: day(input.aDate),
        maybeBigint: whole(input.maybeBigint),
        maybeDecimal: scaled(input.maybeDecimal, 0),
        maybeDate: day(input.maybeDate),
      },
      select,
    }),
  );
  return row && fromRow(row);
}

/** Null where no row of `scope` has the id. */
export async function remove(scope: Where, id: string) {
  return orNull(
    db.specimen.delete({
      where: { id, AND: [scope] },
      select: { id: true },
    }),
  );
}
