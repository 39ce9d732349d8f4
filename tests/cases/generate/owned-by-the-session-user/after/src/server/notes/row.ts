import { type Prisma } from "~/server/db";

/** Which rows: a condition on notes. */
export type Where = Prisma.NoteWhereInput;
export type Row = Prisma.NoteGetPayload<{
  select: typeof select;
}>;

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
export const select = {
  id: true,
  text: true,
  userId: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.NoteSelect;

/** A row as the API shows it. */
export function fromRow(row: Row) {
  return {
    ...row,
  };
}
