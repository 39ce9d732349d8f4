import { type Prisma } from "~/server/db";

/** Which rows: a condition on clients. */
export type Where = Prisma.ClientWhereInput;
export type Row = Prisma.ClientGetPayload<{
  select: typeof select;
}>;

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
export const select = {
  id: true,
  name: true,
  firmId: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.ClientSelect;

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
  daybooks: { none: {} },
};
