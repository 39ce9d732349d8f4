import { type Prisma } from "~/server/db";

/** A condition on files. */
export type Where = Prisma.FileWhereInput;
export type Row = Prisma.FileGetPayload<{
  select: typeof select;
}>;

/** The columns that the API returns. To return another one, add it here and to `schema.resource`. */
export const select = {
  id: true,
  response: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.FileSelect;

/** A row as the API returns it. */
export function fromRow(row: Row) {
  return {
    ...row,
  };
}
