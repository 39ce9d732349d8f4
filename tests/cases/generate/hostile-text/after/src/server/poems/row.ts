import { type Prisma } from "~/server/db";

/** Which rows: a condition on poems. */
export type Where = Prisma.PoemWhereInput;
export type Row = Prisma.PoemGetPayload<{
  select: typeof select;
}>;

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
export const select = {
  id: true,
  title: true,
  verse: true,
  mood: true,
  poetId: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.PoemSelect;

/** A row as the API shows it. */
export function fromRow(row: Row) {
  return {
    ...row,
  };
}
