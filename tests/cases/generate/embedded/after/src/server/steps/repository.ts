import { type Actor } from "~/server/auth/access";
import { db } from "~/server/db";
import { pageOf } from "~/server/pagination";
import { reference } from "~/server/references";
import { and, orNull } from "~/server/rows";
import * as recipePolicy from "~/server/recipes/policy";
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

/** Null if no row of `scope` has the id. */
export async function find(scope: Where, id: string) {
  const row = await db.step.findUnique({
    where: { id, AND: [scope] },
    select,
  });
  return row && fromRow(row);
}

type New = schema.Create & { id?: string };

export async function create(input: New) {
  const row = await db.step.create({
    data: { ...input, ...stored(input) },
    select,
  });
  return fromRow(row);
}

/** Null if no row of `scope` has the id. */
export async function update(scope: Where, id: string, input: schema.Update) {
  const row = await orNull(
    db.step.update({
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
    db.step.delete({
      where: { id, AND: [scope] },
      select: { id: true },
    }),
  );
}
