import { type Prisma } from "~/server/db";

/** A condition on wikis. */
export type Where = Prisma.WikiWhereInput;
export type Row = Prisma.WikiGetPayload<{
  select: typeof select;
}>;

/** The columns that the API returns. To return another one, add it here and to `schema.resource`. */
export const select = {
  id: true,
  title: true,
  userId: true,
  createdAt: true,
  updatedAt: true,
  version: true,
} satisfies Prisma.WikiSelect;

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
