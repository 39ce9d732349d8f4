import { type Actor, visible } from "~/server/auth/access";
import { db, type Prisma } from "~/server/db";
import { MAX_INCLUDED, loadTargets, pickIncluded } from "~/server/included";
import { pageOf } from "~/server/pagination";
import { reference } from "~/server/references";
import { and, orNull } from "~/server/rows";
import * as choirPolicy from "~/server/choirs/policy";
import * as choirRow from "~/server/choirs/row";
import { type Where } from "./policy";
import { fromRow, select, stored, storedChange, type Row } from "./row";
import type * as schema from "./schema";

/** The rows that a body references, by field. */
export const references = {
  choirId: reference({
    rule: choirPolicy.update,
    find: (query) => db.choir.findMany(query),
  }),
};

/** A page of the rows of `scope`, filtered and sorted by the query. */
export async function list(
  actor: Actor | null,
  scope: Where,
  query: schema.ListQuery,
) {
  const where = and<Where>(scope);
  const columns = related(actor, query.include);
  const page = await pageOf(actor, query, {
    where,
    find: (part) => db.singer.findMany({ ...part, select: columns }),
    count: () => db.singer.count({ where }),
  });
  const items = await toItems(actor, page.items, query.include);
  return { ...page, items };
}

/** One row with included relations; null if `scope` has no row with the id. */
export async function find(
  actor: Actor | null,
  scope: Where,
  id: string,
  include: schema.Include[] = [],
) {
  const row = await db.singer.findUnique({
    where: { id, AND: [scope] },
    select: related(actor, include),
  });
  const [item] = row ? await toItems(actor, [row], include) : [];
  return item ?? null;
}

type New = schema.Create & { id?: string };

export async function create(input: New) {
  const row = await db.singer.create({
    data: { ...input, ...stored(input) },
    select,
  });
  return fromRow(row);
}

/** Null if no row of `scope` has the id. */
export async function update(scope: Where, id: string, input: schema.Update) {
  const row = await orNull(
    db.singer.update({
      where: { id, AND: [scope] },
      data: { ...input, ...storedChange(input) },
      select,
    }),
  );
  return row && fromRow(row);
}

/** Null if no row of `scope` has the id. */
export async function remove(scope: Where, id: string) {
  return orNull(
    db.singer.delete({
      where: { id, AND: [scope] },
      select: { id: true },
    }),
  );
}

/** The columns, and the relations that are read by the same query. */
function related(actor: Actor | null, include: schema.Include[]) {
  const relations = {
    leads: {
      where: visible(choirPolicy.list, actor),
      orderBy: { id: "asc" },
      take: MAX_INCLUDED,
      select: choirRow.select,
    },
  } satisfies Prisma.SingerSelect;
  return { ...select, ...pickIncluded(include, relations) };
}

type Related = Prisma.SingerGetPayload<{ select: ReturnType<typeof related> }>;
type RowWithIncluded = Row & Partial<Related>;

/** Rows as the API returns them, with included relations. */
async function toItems(
  actor: Actor | null,
  rows: RowWithIncluded[],
  include: schema.Include[],
) {
  const targets = {
    choir: await loadTargets({
      isIncluded: include.includes("choir"),
      keys: rows.map((row) => row.choirId),
      where: visible(choirPolicy.get, actor),
      find: (query) => db.choir.findMany({ ...query, select: choirRow.select }),
      fromRow: choirRow.fromRow,
    }),
  };
  return rows.map((row) => ({
    ...fromRow(row),
    choir: targets.choir?.one(row.choirId),
    leads: row.leads?.map(choirRow.fromRow),
  }));
}
