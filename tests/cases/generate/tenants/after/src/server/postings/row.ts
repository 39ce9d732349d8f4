import { type Prisma } from "~/server/db";

/** Which rows: a condition on postings. */
export type Where = Prisma.PostingWhereInput;
export type Row = Prisma.PostingGetPayload<{
  select: typeof select;
}>;

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
export const select = {
  id: true,
  amount: true,
  code: true,
  daybookId: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.PostingSelect;

/** A row as the API shows it. */
export function fromRow(row: Row) {
  return {
    ...row,
  };
}
