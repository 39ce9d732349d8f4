import { type Prisma } from "~/server/db";

/** A condition on poets. */
export type Where = Prisma.PoetWhereInput;
export type Row = Prisma.PoetGetPayload<{
  select: typeof select;
}>;

/** The columns that the API returns. To return another one, add it here and to `schema.resource`. */
export const select = {
  id: true,
  name: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.PoetSelect;

/** A row as the API returns it. */
export function fromRow(row: Row) {
  return {
    ...row,
  };
}
