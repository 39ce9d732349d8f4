import { type Prisma } from "~/server/db";

/** A condition on maps. */
export type Where = Prisma.MapWhereInput;
export type Row = Prisma.MapGetPayload<{
  select: typeof select;
}>;

/** The columns that the API returns. To return another one, add it here and to `schema.resource`. */
export const select = {
  id: true,
  set: true,
  date: true,
  classId: true,
  fileId: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.MapSelect;

/** A row as the API returns it. */
export function fromRow(row: Row) {
  return {
    ...row,
  };
}
