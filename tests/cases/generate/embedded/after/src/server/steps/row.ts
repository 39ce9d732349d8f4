import { type Prisma } from "~/server/db";
import { scaled, unscaled } from "~/server/rows";
import type * as schema from "./schema";

/** Which rows: a condition on steps. */
export type Where = Prisma.StepWhereInput;
export type Row = Prisma.StepGetPayload<{
  select: typeof select;
}>;

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
export const select = {
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
export function fromRow(row: Row) {
  return {
    ...row,
    weight: unscaled(row.weight, 3),
  };
}

/** What a new row stores otherwise than it is sent. */
export function stored(sent: Embedded) {
  return {
    weight: scaled(sent.weight, 3),
  };
}

/** What a change stores otherwise than it is sent. */
export function storedChange(change: schema.Update) {
  return {
    weight: scaled(change.weight, 3),
  };
}

/** One that is created within recipes, and needs no key to point back. */
export type Embedded = Omit<schema.Create, "recipeId">;

export function embedded(input: Embedded) {
  return {
    ...input,
    ...stored(input),
  };
}
