import { type Prisma } from "~/server/db";
import { scaled, unscaled } from "~/server/rows";
import type * as schema from "./schema";

/** A condition on steps. */
export type Where = Prisma.StepWhereInput;
export type Row = Prisma.StepGetPayload<{
  select: typeof select;
}>;

/** The columns that the API returns. To return another one, add it here and to `schema.resource`. */
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

/** A row as the API returns it. */
export function fromRow(row: Row) {
  return {
    ...row,
    weight: unscaled(row.weight, 3),
  };
}

/** The fields of a new row that are stored in another form than the API's. */
export function stored(sent: Embedded) {
  return {
    weight: scaled(sent.weight, 3),
  };
}

/** The fields of an update that are stored in another form than the API's. */
export function storedChange(change: schema.Update) {
  return {
    weight: scaled(change.weight, 3),
  };
}

/** A row that is created with its parent (recipes), without the foreign key. */
export type Embedded = Omit<schema.Create, "recipeId">;

export function embedded(input: Embedded) {
  return {
    ...input,
    ...stored(input),
  };
}
