import { type Prisma } from "~/server/db";

/** Which rows: a condition on books. */
export type Where = Prisma.BookWhereInput;
export type Row = Prisma.BookGetPayload<{
  select: typeof select;
}>;

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
export const select = {
  id: true,
  title: true,
  authorId: true,
  editorId: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.BookSelect;

/** A row as the API shows it. */
export function fromRow(row: Row) {
  return {
    ...row,
  };
}
