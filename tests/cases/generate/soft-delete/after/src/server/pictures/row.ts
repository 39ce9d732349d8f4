import { type Prisma } from "~/server/db";

/** A condition on pictures. */
export type Where = Prisma.PictureWhereInput;
export type Row = Prisma.PictureGetPayload<{
  select: typeof select;
}>;

/** The columns that the API returns. To return another one, add it here and to `schema.resource`. */
export const select = {
  id: true,
  caption: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.PictureSelect;

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
  entry: { isNot: { deletedAt: null } },
};
