import { type Prisma } from "~/server/db";

/** A condition on clients. */
export type Where = Prisma.ClientWhereInput;
export type Row = Prisma.ClientGetPayload<{
  select: typeof select;
}>;

/** The columns that the API returns. To return another one, add it here and to `schema.resource`. */
export const select = {
  id: true,
  name: true,
  firmId: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.ClientSelect;

/** A row as the API returns it. */
export function fromRow(row: Row) {
  return {
    ...row,
  };
}

/** Rows that are there: not deleted. */
export const notDeleted: Where = {
  deletedAt: null,
};

/** Rows that no row references which is not deleted itself. */
export const unreferenced: Where = {
  daybooks: { none: {} },
};
