import { type Prisma } from "~/server/db";

/** A condition on inspections. */
export type Where = Prisma.InspectionWhereInput;
export type Row = Prisma.InspectionGetPayload<{
  select: typeof select;
}>;

/** The columns that the API returns. To return another one, add it here and to `schema.resource`. */
export const select = {
  id: true,
  finding: true,
  userId: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.InspectionSelect;

/** A row as the API returns it. */
export function fromRow(row: Row) {
  return {
    ...row,
  };
}
