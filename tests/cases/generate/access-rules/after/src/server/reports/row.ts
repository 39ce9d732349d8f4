import { type Prisma } from "~/server/db";

/** Which rows: a condition on reports. */
export type Where = Prisma.ReportWhereInput;
export type Row = Prisma.ReportGetPayload<{
  select: typeof select;
}>;

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
export const select = {
  id: true,
  title: true,
  userId: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.ReportSelect;

/** A row as the API shows it. */
export function fromRow(row: Row) {
  return {
    ...row,
  };
}
