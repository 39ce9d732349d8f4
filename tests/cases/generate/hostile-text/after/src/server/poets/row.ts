import { type Prisma } from "~/server/db";

/** Which rows: a condition on poets. */
export type Where = Prisma.PoetWhereInput;
export type Row = Prisma.PoetGetPayload<{
  select: typeof select;
}>;

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
export const select = {
  id: true,
  name: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.PoetSelect;

/** A row as the API shows it. */
export function fromRow(row: Row) {
  return {
    ...row,
  };
}
