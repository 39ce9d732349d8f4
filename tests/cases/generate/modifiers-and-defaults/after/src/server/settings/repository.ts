import { db, type Prisma } from "~/server/db";
import { pageOf } from "~/server/pagination";
import { orNull, scaled, text, unscaled, whole } from "~/server/rows";
import type * as schema from "./schema";

/** Which rows: a condition on settings. */
export type Where = Prisma.SettingWhereInput;
type OrderBy = Prisma.SettingOrderByWithRelationInput;
type Row = Prisma.SettingGetPayload<{
  select: typeof select;
}>;

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
const select = {
  id: true,
  code: true,
  handle: true,
  level: true,
  weight: true,
  balance: true,
  price: true,
  enabled: true,
  greeting: true,
  startedAt: true,
  state: true,
  computed: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.SettingSelect;

/** A row as the API shows it. */
function fromRow(row: Row) {
  return {
    ...row,
    balance: text(row.balance),
    price: unscaled(row.price, 3),
  };
}

/** The rows of `scope` that the query asks for, a page at a time. */
export async function list(scope: Where, query: schema.ListQuery) {
  const where: Where = { AND: [scope, ...query.filter] };
  const page = await pageOf<Where, OrderBy, Row>(query, where, {
    find: (part) => db.setting.findMany({ ...part, select }),
    count: () => db.setting.count({ where }),
  });
  return { ...page, items: page.items.map(fromRow) };
}

export async function find(scope: Where, id: string) {
  const row = await db.setting.findUnique({
    where: { id, AND: [scope] },
    select,
  });
  return row && fromRow(row);
}

/** Those of the ids that are in `scope`. */
export async function existing(scope: Where, ids: string[]) {
  return db.setting.findMany({
    where: { AND: [scope, { id: { in: ids } }] },
    take: ids.length,
    select: { id: true },
  });
}

type New = schema.Create & { id?: string };

export async function create(input: New) {
  const row = await db.setting.create({
    data: {
      ...input,
      balance: whole(input.balance),
      price: scaled(input.price, 3),
    },
    select,
  });
  return fromRow(row);
}

/** Null where no row of `scope` has the id. */
export async function update(scope: Where, id: string, input: schema.Update) {
  const row = await orNull(
    db.setting.update({
      where: { id, AND: [scope] },
      data: {
        ...input,
        balance: whole(input.balance),
        price: scaled(input.price, 3),
      },
      select,
    }),
  );
  return row && fromRow(row);
}

/** Null where no row of `scope` has the id. */
export async function remove(scope: Where, id: string) {
  return orNull(
    db.setting.delete({
      where: { id, AND: [scope] },
      select: { id: true },
    }),
  );
}
