import { type Prisma } from "~/server/db";

/** Which rows: a condition on paragraphs. */
export type Where = Prisma.ParagraphWhereInput;
export type Row = Prisma.ParagraphGetPayload<{
  select: typeof select;
}>;

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
export const select = {
  id: true,
  text: true,
  pageId: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.ParagraphSelect;

/** A row as the API shows it. */
export function fromRow(row: Row) {
  return {
    ...row,
  };
}
