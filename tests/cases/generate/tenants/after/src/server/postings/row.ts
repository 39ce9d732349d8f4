import { type Prisma } from "~/server/db";

/** A condition on postings. */
export type Where = Prisma.PostingWhereInput;
export type Row = Prisma.PostingGetPayload<{
  select: typeof select;
}>;

/** The columns that the API returns. To return another one, add it here and to `schema.resource`. */
export const select = {
  id: true,
  amount: true,
  code: true,
  daybookId: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.PostingSelect;

/** A row as the API returns it. */
export function fromRow(row: Row) {
  return {
    ...row,
  };
}
