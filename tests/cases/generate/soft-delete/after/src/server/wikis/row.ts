import { type Prisma } from "~/server/db";

/** Which rows: a condition on wikis. */
export type Where = Prisma.WikiWhereInput;
export type Row = Prisma.WikiGetPayload<{
  select: typeof select;
}>;

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
export const select = {
  id: true,
  title: true,
  userId: true,
  createdAt: true,
  updatedAt: true,
  version: true,
} satisfies Prisma.WikiSelect;

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
