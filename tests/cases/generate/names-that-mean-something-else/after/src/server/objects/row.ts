import { type Prisma } from "~/server/db";

/** A condition on objects. */
export type Where = Prisma.ObjectWhereInput;
export type Row = Prisma.ObjectGetPayload<{
  select: typeof select;
}>;

/** The columns that the API returns. To return another one, add it here and to `schema.resource`. */
export const select = {
  id: true,
  record: true,
  symbol: true,
  userId: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.ObjectSelect;

/** A row as the API returns it. */
export function fromRow(row: Row) {
  return {
    ...row,
  };
}
