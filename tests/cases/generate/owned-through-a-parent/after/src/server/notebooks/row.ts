import { type Prisma } from "~/server/db";

/** A condition on notebooks. */
export type Where = Prisma.NotebookWhereInput;
export type Row = Prisma.NotebookGetPayload<{
  select: typeof select;
}>;

/** The columns that the API returns. To return another one, add it here and to `schema.resource`. */
export const select = {
  id: true,
  title: true,
  userId: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.NotebookSelect;

/** A row as the API returns it. */
export function fromRow(row: Row) {
  return {
    ...row,
  };
}
