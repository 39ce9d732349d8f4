import { type Actor } from "~/server/auth/access";
import { db } from "~/server/db";
import { pageOf } from "~/server/pagination";
import * as recipePolicy from "~/server/recipes/policy";
import { reference } from "~/server/references";
import { and, orNull } from "~/server/rows";
import * as toolPolicy from "~/server/tools/policy";
import { type Where } from "./policy";
import { fromRow, select, stored, storedChange } from "./row";
import type * as schema from "./schema";

/** The rows that a body references, by field. */
export const references = {
  recipeId: reference({
    rule: recipePolicy.update,
    find: (query) => db.recipe.findMany(query),
  }),
  toolId: reference({
    rule: toolPolicy.get,
    find: (query) => db.tool.findMany(query),
  }),
};

/** A page of the rows of `scope`, filtered and sorted by the query. */
export async function list(
  actor: Actor | null,
  scope: Where,
  query: schema.ListQuery,
) {
  const where = and<Where>(scope);
  const page = await pageOf(actor, query, {
    where,
    find: (part) => db.step.findMany({ ...part, select }),
    count: () => db.step.count({ where }),
  });
  return { ...page, items: page.items.map(fromRow) };
}

/** One row; null if `scope` has no row with the id. */
export async function find(scope: Where, id: string) {
  const row = await db.step.findUnique({
    where: { id, AND: [scope] },
    select,
  });
  return row && fromRow(row);
}

type New = schema.Create & { id?: string };

export async function create(input: New) {
  const data = { ...input, ...stored(input) };
  const row = await db.step.create({ data, select });
  return fromRow(row);
}

/** Null if no row of `scope` has the id. */
export async function update(scope: Where, id: string, input: schema.Update) {
  const where = { id, AND: [scope] };
  const data = { ...input, ...storedChange(input) };
  const row = await orNull(db.step.update({ where, data, select }));
  return row && fromRow(row);
}

/** Null if no row of `scope` has the id. */
export async function remove(scope: Where, id: string) {
  const where = { id, AND: [scope] };
  return orNull(db.step.delete({ where, select: { id: true } }));
}
