import { type Prisma } from "~/server/db";

/** Which rows: a condition on pictures. */
export type Where = Prisma.PictureWhereInput;
export type Row = Prisma.PictureGetPayload<{
  select: typeof select;
}>;

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
export const select = {
  id: true,
  caption: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.PictureSelect;

/** A row as the API shows it. */
export function fromRow(row: Row) {
  return {
    ...row,
  };
}

/** Rows that are there: not deleted. */
export const living: Where = {
  deletedAt: null,
};

/** Rows that may be deleted: nothing that is there points to them. */
export const free: Where = {
  entry: { isNot: { deletedAt: null } },
};
