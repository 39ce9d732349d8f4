import { type Prisma } from "~/server/db";

/** Which rows: a condition on pages. */
export type Where = Prisma.PageWhereInput;
export type Row = Prisma.PageGetPayload<{
  select: typeof select;
}>;

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
export const select = {
  id: true,
  number: true,
  notebookId: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.PageSelect;

/** A row as the API shows it. */
export function fromRow(row: Row) {
  return {
    ...row,
  };
}
