import { type Prisma } from "~/server/db";

/** Which rows: a condition on notebooks. */
export type Where = Prisma.NotebookWhereInput;
export type Row = Prisma.NotebookGetPayload<{
  select: typeof select;
}>;

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
export const select = {
  id: true,
  title: true,
  userId: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.NotebookSelect;

/** A row as the API shows it. */
export function fromRow(row: Row) {
  return {
    ...row,
  };
}
