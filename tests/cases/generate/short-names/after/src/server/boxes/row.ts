import { type Prisma } from "~/server/db";

/** A condition on boxes. */
export type Where = Prisma.BoxWhereInput;
export type Row = Prisma.BoxGetPayload<{
  select: typeof select;
}>;

/** The columns that the API returns. To return another one, add it here and to `schema.resource`. */
export const select = {
  id: true,
  sku: true,
  qty: true,
  binId: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.BoxSelect;

/** A row as the API returns it. */
export function fromRow(row: Row) {
  return {
    ...row,
  };
}
