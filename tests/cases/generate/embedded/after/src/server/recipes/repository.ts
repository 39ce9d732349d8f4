import { type Actor } from "~/server/auth/access";
import { db } from "~/server/db";
import { pageOf } from "~/server/pagination";
import { and, nestedCreate, nestedTransaction, orNull } from "~/server/rows";
import * as stepRow from "~/server/steps/row";
import { type Where } from "./policy";
import { fromRow, select } from "./row";
import type * as schema from "./schema";

/** A page of the rows of `scope`, filtered and sorted by the query. */
export async function list(
  actor: Actor | null,
  scope: Where,
  query: schema.ListQuery,
) {
  const where = and<Where>(scope);
  const page = await pageOf(actor, query, {
    where,
    find: (part) => db.recipe.findMany({ ...part, select }),
    count: () => db.recipe.count({ where }),
  });
  return { ...page, items: page.items.map(fromRow) };
}

/** One row; null if `scope` has no row with the id. */
export async function find(scope: Where, id: string) {
  const row = await db.recipe.findUnique({
    where: { id, AND: [scope] },
    select,
  });
  return row && fromRow(row);
}

type New = schema.Create & { id?: string; userId: string };

export async function create({ steps, ...input }: New) {
  const data = { ...input, steps: nestedCreate(steps, stepRow.stored) };
  const row = await nestedTransaction({ Step: "steps" }, data, () =>
    db.recipe.create({ data, select }),
  );
  return fromRow(row);
}

/** Null if no row of `scope` has the id. */
export async function update(scope: Where, id: string, input: schema.Update) {
  const where = { id, AND: [scope] };
  const row = await orNull(db.recipe.update({ where, data: input, select }));
  return row && fromRow(row);
}

/** Null if no row of `scope` has the id. */
export async function remove(scope: Where, id: string) {
  const where = { id, AND: [scope] };
  return orNull(db.recipe.delete({ where, select: { id: true } }));
}
