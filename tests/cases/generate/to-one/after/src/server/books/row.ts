import { type Prisma } from "~/server/db";

/** A condition on books. */
export type Where = Prisma.BookWhereInput;
export type Row = Prisma.BookGetPayload<{
  select: typeof select;
}>;

/** The columns that the API returns. To return another one, add it here and to `schema.resource`. */
export const select = {
  id: true,
  title: true,
  authorId: true,
  editorId: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.BookSelect;

/** A row as the API returns it. */
export function fromRow(row: Row) {
  return {
    ...row,
  };
}
