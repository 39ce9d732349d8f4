import { db, type Prisma } from "~/server/db";
import { MAX_INCLUDED, chosen, targetsOf } from "~/server/included";
import { pageOf } from "~/server/pagination";
import { orNull, scaled, unscaled } from "~/server/rows";
import * as choirRows from "~/server/choirs/repository";
import type * as schema from "./schema";

/** Which rows: a condition on singers. */
export type Where = Prisma.SingerWhereInput;
type OrderBy = Prisma.SingerOrderByWithRelationInput;
type Row = Prisma.SingerGetPayload<{
  select: typeof select;
}>;

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
export const select = {
  id: true,
  name: true,
  fee: true,
  choirId: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.SingerSelect;

/** A row as the API shows it. */
export function fromRow(row: Row) {
  return {
    ...row,
    fee: unscaled(row.fee, 2),
  };
}

/** Which rows of others the actor may see. */
export type Visible = {
  choir: Prisma.ChoirWhereInput;
  leads: Prisma.ChoirWhereInput;
};

/** What a statement reads besides, where it is to be included. */
function related(visible: Visible) {
  return {
    leads: {
      where: visible.leads,
      orderBy: { id: "asc" },
      take: MAX_INCLUDED,
      select: choirRows.select,
    },
  } satisfies Prisma.SingerSelect;
}

type Related = Prisma.SingerGetPayload<{
  select: ReturnType<typeof related>;
}>;

/** Rows as the API shows them, with what is to be included. */
async function present(
  rows: (Row & Partial<Related>)[],
  include: schema.Include[],
  visible: Visible,
) {
  const found = {
    choir: await targetsOf(
      include.includes("choir"),
      rows.map((row) => row.choirId),
      (ids) => choirRows.findMany(visible.choir, ids),
    ),
  };
  return rows.map((row) => ({
    ...fromRow(row),
    choir: found.choir?.one(row.choirId),
    leads: row.leads?.map(choirRows.fromRow),
  }));
}

/** The rows of `scope` that the query asks for, a page at a time. */
export async function list(
  scope: Where,
  query: schema.ListQuery,
  visible: Visible,
) {
  const where: Where = { AND: [scope, ...query.filter] };
  type Read = Row & Partial<Related>;
  const page = await pageOf<Where, OrderBy, Read>(query, where, {
    find: (part) =>
      db.singer.findMany({
        ...part,
        select: { ...select, ...chosen(query.include, related(visible)) },
      }),
    count: () => db.singer.count({ where }),
  });
  return {
    ...page,
    items: await present(page.items, query.include, visible),
  };
}

/** One, with what is to be included. */
export async function show(
  scope: Where,
  id: string,
  include: schema.Include[],
  visible: Visible,
) {
  const row = await db.singer.findUnique({
    where: { id, AND: [scope] },
    select: { ...select, ...chosen(include, related(visible)) },
  });
  const [shown] = row ? await present([row], include, visible) : [];
  return shown ?? null;
}

export async function find(scope: Where, id: string) {
  const row = await db.singer.findUnique({
    where: { id, AND: [scope] },
    select,
  });
  return row && fromRow(row);
}

/** Those of the ids that are in `scope`, as the API shows them. */
export async function findMany(scope: Where, ids: string[]) {
  const rows = await db.singer.findMany({
    where: { AND: [scope, { id: { in: ids } }] },
    take: ids.length,
    select,
  });
  return rows.map(fromRow);
}

/** Those of the ids that are in `scope`. */
export async function existing(scope: Where, ids: string[]) {
  return db.singer.findMany({
    where: { AND: [scope, { id: { in: ids } }] },
    take: ids.length,
    select: { id: true },
  });
}

type New = schema.Create & { id?: string };

export async function create(input: New) {
  const row = await db.singer.create({
    data: {
      ...input,
      fee: scaled(input.fee, 2),
    },
    select,
  });
  return fromRow(row);
}

/** Null where no row of `scope` has the id. */
export async function update(scope: Where, id: string, input: schema.Update) {
  const row = await orNull(
    db.singer.update({
      where: { id, AND: [scope] },
      data: {
        ...input,
        fee: scaled(input.fee, 2),
      },
      select,
    }),
  );
  return row && fromRow(row);
}

/** Null where no row of `scope` has the id. */
export async function remove(scope: Where, id: string) {
  return orNull(
    db.singer.delete({
      where: { id, AND: [scope] },
      select: { id: true },
    }),
  );
}
