import { db, type Prisma } from "~/server/db";
import { pageOf } from "~/server/pagination";
import { orNull, scaled, unscaled } from "~/server/rows";
import type * as schema from "./schema";

/** Which rows: a condition on steps. */
export type Where = Prisma.StepWhereInput;
type OrderBy = Prisma.StepOrderByWithRelationInput;
type Row = Prisma.StepGetPayload<{
  select: typeof select;
}>;

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
const select = {
  id: true,
  position: true,
  text: true,
  weight: true,
  recipeId: true,
  toolId: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.StepSelect;

/** A row as the API shows it. */
function fromRow(row: Row) {
  return {
    ...row,
    weight: unscaled(row.weight, 3),
  };
}

/** The rows of `scope` that the query asks for, a page at a time. */
export async function list(scope: Where, query: schema.ListQuery) {
  const where: Where = { AND: [scope, ...query.filter] };
  const page = await pageOf<Where, OrderBy, Row>(query, where, {
    find: (part) => db.step.findMany({ ...part, select }),
    count: () => db.step.count({ where }),
  });
  return { ...page, items: page.items.map(fromRow) };
}

export async function find(scope: Where, id: string) {
  const row = await db.step.findUnique({
    where: { id, AND: [scope] },
    select,
  });
  return row && fromRow(row);
}

/** Those of the ids that are in `scope`. */
export async function existing(scope: Where, ids: string[]) {
  return db.step.findMany({
    where: { AND: [scope, { id: { in: ids } }] },
    take: ids.length,
    select: { id: true },
  });
}

/** One that is created within recipes, and needs no key to point back. */
export type Embedded = Omit<schema.Create, "recipeId">;

export function embedded(input: Embedded) {
  return {
    ...input,
    weight: scaled(input.weight, 3),
  };
}

type New = schema.Create & { id?: string };

export async function create(input: New) {
  const row = await db.step.create({
    data: {
      ...input,
      weight: scaled(input.weight, 3),
    },
    select,
  });
  return fromRow(row);
}

/** Null where no row of `scope` has the id. */
export async function update(scope: Where, id: string, input: schema.Update) {
  const row = await orNull(
    db.step.update({
      where: { id, AND: [scope] },
      data: {
        ...input,
        weight: scaled(input.weight, 3),
      },
      select,
    }),
  );
  return row && fromRow(row);
}

/** Null where no row of `scope` has the id. */
export async function remove(scope: Where, id: string) {
  return orNull(
    db.step.delete({
      where: { id, AND: [scope] },
      select: { id: true },
    }),
  );
}
