import { type Prisma } from "~/server/db";

/** A condition on notes. */
export type Where = Prisma.NoteWhereInput;
export type Row = Prisma.NoteGetPayload<{
  select: typeof select;
}>;

/** The columns that the API returns. To return another one, add it here and to `schema.resource`. */
export const select = {
  id: true,
  text: true,
  userId: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.NoteSelect;

/** A row as the API returns it. */
export function fromRow(row: Row) {
  return {
    ...row,
  };
}
