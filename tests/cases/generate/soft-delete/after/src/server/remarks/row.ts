import { type Prisma } from "~/server/db";

/** Which rows: a condition on remarks. */
export type Where = Prisma.RemarkWhereInput;
export type Row = Prisma.RemarkGetPayload<{
  select: typeof select;
}>;

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
export const select = {
  id: true,
  text: true,
  entryId: true,
  replyId: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.RemarkSelect;

/** A row as the API shows it. */
export function fromRow(row: Row) {
  return {
    ...row,
  };
}

/** Rows that are there: not of anything that is deleted. */
export const living: Where = {
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
