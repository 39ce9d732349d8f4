import { type Prisma } from "~/server/db";

/** Which rows: a condition on maps. */
export type Where = Prisma.MapWhereInput;
export type Row = Prisma.MapGetPayload<{
  select: typeof select;
}>;

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
export const select = {
  id: true,
  set: true,
  date: true,
  classId: true,
  fileId: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.MapSelect;

/** A row as the API shows it. */
export function fromRow(row: Row) {
  return {
    ...row,
  };
}
