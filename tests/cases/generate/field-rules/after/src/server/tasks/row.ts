import { asSeen } from "~/server/auth/fields";
import { type Prisma } from "~/server/db";
import { fields } from "./policy";
import type * as schema from "./schema";

/** Which rows: a condition on tasks. */
export type Where = Prisma.TaskWhereInput;
export type Row = Prisma.TaskGetPayload<{
  select: typeof select;
}>;

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
export const select = {
  id: true,
  text: true,
  done: true,
  cost: true,
  dealId: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.TaskSelect;

/** A row as the API shows it to whoever calls. */
export function fromRow(row: Row) {
  return asSeen(fields, {
    ...row,
  });
}

/** One that is created within deals, and needs no key to point back. */
export type Embedded = Omit<schema.Create, "dealId">;

export function embedded(input: Embedded) {
  return {
    ...input,
  };
}
