import { type Prisma } from "~/server/db";

/** A condition on poems. */
export type Where = Prisma.PoemWhereInput;
export type Row = Prisma.PoemGetPayload<{
  select: typeof select;
}>;

/** The columns that the API returns. To return another one, add it here and to `schema.resource`. */
export const select = {
  id: true,
  title: true,
  verse: true,
  mood: true,
  poetId: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.PoemSelect;

/** A row as the API returns it. */
export function fromRow(row: Row) {
  return {
    ...row,
  };
}
