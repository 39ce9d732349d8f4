import { type Prisma } from "~/server/db";

/** A condition on pages. */
export type Where = Prisma.PageWhereInput;
export type Row = Prisma.PageGetPayload<{
  select: typeof select;
}>;

/** The columns that the API returns. To return another one, add it here and to `schema.resource`. */
export const select = {
  id: true,
  number: true,
  notebookId: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.PageSelect;

/** A row as the API returns it. */
export function fromRow(row: Row) {
  return {
    ...row,
  };
}
