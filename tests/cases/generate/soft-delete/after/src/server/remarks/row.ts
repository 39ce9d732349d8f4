import { type Prisma } from "~/server/db";

/** A condition on remarks. */
export type Where = Prisma.RemarkWhereInput;
export type Row = Prisma.RemarkGetPayload<{
  select: typeof select;
}>;

/** The columns that the API returns. To return another one, add it here and to `schema.resource`. */
export const select = {
  id: true,
  text: true,
  entryId: true,
  replyId: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.RemarkSelect;

/** A row as the API returns it. */
export function fromRow(row: Row) {
  return {
    ...row,
  };
}

/** Rows that are there: not of anything that is deleted. */
export const notDeleted: Where = {
  entry: {
    deletedAt: null,
    wiki: {
      deletedAt: null,
    },
  },
  AND: [
    {
      OR: [
        { replyId: null },
        {
          reply: {
            deletedAt: null,
            wiki: {
              deletedAt: null,
            },
          },
        },
      ],
    },
  ],
};
