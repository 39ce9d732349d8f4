import { type Prisma } from "~/server/db";

/** A condition on paragraphs. */
export type Where = Prisma.ParagraphWhereInput;
export type Row = Prisma.ParagraphGetPayload<{
  select: typeof select;
}>;

/** The columns that the API returns. To return another one, add it here and to `schema.resource`. */
export const select = {
  id: true,
  text: true,
  pageId: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.ParagraphSelect;

/** A row as the API returns it. */
export function fromRow(row: Row) {
  return {
    ...row,
  };
}
