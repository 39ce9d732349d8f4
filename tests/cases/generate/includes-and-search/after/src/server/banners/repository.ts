import { type Actor, visible } from "~/server/auth/access";
import { db } from "~/server/db";
import { loadTargets } from "~/server/included";
import { pageOf } from "~/server/pagination";
import { reference } from "~/server/references";
import { and, orNull } from "~/server/rows";
import * as choirPolicy from "~/server/choirs/policy";
import * as choirRow from "~/server/choirs/row";
import { type Where } from "./policy";
import { fromRow, select, type Row } from "./row";
import type * as schema from "./schema";

/** The rows that a body references, by field. */
export const references = {
  choirId: reference({
    rule: choirPolicy.get,
    find: (query) => db.choir.findMany(query),
  }),
};

/** A page of the rows of `scope`, filtered and sorted by the query. */
export async function list(
  actor: Actor | null,
  scope: Where,
  query: schema.ListQuery,
) {
  const where = and<Where>(scope, ...query.q.map(matching));
  const page = await pageOf(actor, query, {
    where,
    find: (part) => db.banner.findMany({ ...part, select }),
    count: () => db.banner.count({ where }),
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
  const row = await db.banner.findUnique({
    where: { id, AND: [scope] },
    select,
  });
  const [item] = row ? await toItems(actor, [row], include) : [];
  return item ?? null;
}

type New = schema.Create & { id?: string };

export async function create(input: New) {
  const row = await db.banner.create({
    data: input,
    select,
  });
  return fromRow(row);
}

/** Null if no row of `scope` has the id. */
export async function update(scope: Where, id: string, input: schema.Update) {
  const row = await orNull(
    db.banner.update({
      where: { id, AND: [scope] },
      data: input,
      select,
    }),
  );
  return row && fromRow(row);
}

/** Null if no row of `scope` has the id. */
export async function remove(scope: Where, id: string) {
  return orNull(
    db.banner.delete({
      where: { id, AND: [scope] },
      select: { id: true },
    }),
  );
}

/** Rows with the word in one of the searched fields. */
function matching(word: string): Where {
  return { OR: [{ motto: { contains: word } }] };
}

/** Rows as the API returns them, with included relations. */
async function toItems(
  actor: Actor | null,
  rows: Row[],
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
  }));
}
