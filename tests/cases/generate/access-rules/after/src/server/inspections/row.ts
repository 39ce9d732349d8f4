import { type Prisma } from "~/server/db";

/** Which rows: a condition on inspections. */
export type Where = Prisma.InspectionWhereInput;
export type Row = Prisma.InspectionGetPayload<{
  select: typeof select;
}>;

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
export const select = {
  id: true,
  finding: true,
  userId: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.InspectionSelect;

/** A row as the API shows it. */
export function fromRow(row: Row) {
  return {
    ...row,
  };
}
