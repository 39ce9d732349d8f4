import { type Prisma } from "~/server/db";

/** Which rows: a condition on objects. */
export type Where = Prisma.ObjectWhereInput;
export type Row = Prisma.ObjectGetPayload<{
  select: typeof select;
}>;

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
export const select = {
  id: true,
  record: true,
  symbol: true,
  userId: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.ObjectSelect;

/** A row as the API shows it. */
export function fromRow(row: Row) {
  return {
    ...row,
  };
}
