import { type Prisma } from "~/server/db";

/** A condition on reports. */
export type Where = Prisma.ReportWhereInput;
export type Row = Prisma.ReportGetPayload<{
  select: typeof select;
}>;

/** The columns that the API returns. To return another one, add it here and to `schema.resource`. */
export const select = {
  id: true,
  title: true,
  userId: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.ReportSelect;

/** A row as the API returns it. */
export function fromRow(row: Row) {
  return {
    ...row,
  };
}
