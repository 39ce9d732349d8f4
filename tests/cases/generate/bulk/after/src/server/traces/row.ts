import { type Prisma } from "~/server/db";

/** Which rows: a condition on traces. */
export type Where = Prisma.TraceWhereInput;
export type Row = Prisma.TraceGetPayload<{
  select: typeof select;
}>;

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
export const select = {
  id: true,
  text: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.TraceSelect;

/** A row as the API shows it. */
export function fromRow(row: Row) {
  return {
    ...row,
  };
}
