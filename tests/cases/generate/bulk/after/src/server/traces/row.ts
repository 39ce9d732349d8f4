import { type Prisma } from "~/server/db";

/** A condition on traces. */
export type Where = Prisma.TraceWhereInput;
export type Row = Prisma.TraceGetPayload<{
  select: typeof select;
}>;

/** The columns that the API returns. To return another one, add it here and to `schema.resource`. */
export const select = {
  id: true,
  text: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.TraceSelect;

/** A row as the API returns it. */
export function fromRow(row: Row) {
  return {
    ...row,
  };
}
