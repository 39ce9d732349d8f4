import { db, type Prisma } from "~/server/db";
import { pageOf } from "~/server/pagination";
import {
  base64,
  bytesOf,
  day,
  dayFilter,
  dayOf,
  jsonOf,
  orNull,
  scaled,
  scaledFilter,
  text,
  unscaled,
  whole,
  wholeFilter,
} from "~/server/rows";
import type * as schema from "./schema";

/** Which rows: a condition on extremes. */
export type Where = Prisma.ExtremeWhereInput;
type OrderBy = Prisma.ExtremeOrderByWithRelationInput;
type Row = Prisma.ExtremeGetPayload<{
  select: typeof select;
}>;

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
const select = {
  id: true,
  exact: true,
  small: true,
  huge: true,
  count: true,
  ratio: true,
  flag: true,
  day: true,
  moment: true,
  code: true,
  letter: true,
  long: true,
  body: true,
  mail: true,
  link: true,
  slug: true,
  kind: true,
  data: true,
  box: true,
  blob: true,
  amount: true,
  number: true,
  note: true,
  since: true,
  at: true,
  extra: true,
  raw: true,
  choice: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.ExtremeSelect;

/** A row as the API shows it. */
function fromRow(row: Row) {
  return {
    ...row,
    exact: unscaled(row.exact, 6),
    small: unscaled(row.small, 17),
    huge: text(row.huge),
    day: dayOf(row.day),
    box: row.box as schema.Box,
    blob: base64(row.blob),
    amount: unscaled(row.amount, 2),
    number: text(row.number),
    since: dayOf(row.since),
    raw: base64(row.raw),
  };
}

/** A filter of the list, as the database compares it. */
function toWhere(filter: schema.Filter): Where {
  return {
    ...filter,
    exact: scaledFilter(filter.exact, 6),
    huge: wholeFilter(filter.huge),
    day: dayFilter(filter.day),
  };
}

/** The rows of `scope` that the query asks for, a page at a time. */
export async function list(scope: Where, query: schema.ListQuery) {
  const where: Where = { AND: [scope, ...query.filter.map(toWhere)] };
  const page = await pageOf<Where, OrderBy, Row>(query, where, {
    find: (part) => db.extreme.findMany({ ...part, select }),
    count: () => db.extreme.count({ where }),
  });
  return { ...page, items: page.items.map(fromRow) };
}

export async function find(scope: Where, id: string) {
  const row = await db.extreme.findUnique({
    where: { id, AND: [scope] },
    select,
  });
  return row && fromRow(row);
}

/** Those of the ids that are in `scope`. */
export async function existing(scope: Where, ids: string[]) {
  return db.extreme.findMany({
    where: { AND: [scope, { id: { in: ids } }] },
    take: ids.length,
    select: { id: true },
  });
}

type New = schema.Create & { id?: string };

export async function create(input: New) {
  const row = await db.extreme.create({
    data: {
      ...input,
      exact: scaled(input.exact, 6),
      small: scaled(input.small, 17),
      huge: whole(input.huge),
      day: day(input.day),
      data: jsonOf(input.data),
      box: jsonOf(input.box),
      blob: bytesOf(input.blob),
      amount: scaled(input.amount, 2),
      number: whole(input.number),
      since: day(input.since),
      extra: jsonOf(input.extra),
      raw: bytesOf(input.raw),
    },
    select,
  });
  return fromRow(row);
}

/** Null where no row of `scope` has the id. */
export async function update(scope: Where, id: string, input: schema.Update) {
  const row = await orNull(
    db.extreme.update({
      where: { id, AND: [scope] },
      data: {
        ...input,
        exact: scaled(input.exact, 6),
        small: scaled(input.small, 17),
        huge: whole(input.huge),
        day: day(input.day),
        data: jsonOf(input.data),
        box: jsonOf(input.box),
        blob: bytesOf(input.blob),
        amount: scaled(input.amount, 2),
        number: whole(input.number),
        since: day(input.since),
        extra: jsonOf(input.extra),
        raw: bytesOf(input.raw),
      },
      select,
    }),
  );
  return row && fromRow(row);
}

/** Null where no row of `scope` has the id. */
export async function remove(scope: Where, id: string) {
  return orNull(
    db.extreme.delete({
      where: { id, AND: [scope] },
      select: { id: true },
    }),
  );
}
