import { type Prisma } from "~/server/db";

/** Which rows: a condition on boxes. */
export type Where = Prisma.BoxWhereInput;
export type Row = Prisma.BoxGetPayload<{
  select: typeof select;
}>;

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
export const select = {
  id: true,
  sku: true,
  qty: true,
  binId: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.BoxSelect;

/** A row as the API shows it. */
export function fromRow(row: Row) {
  return {
    ...row,
  };
}
