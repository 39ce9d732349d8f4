import { type Prisma } from "~/server/db";

/** Which rows: a condition on files. */
export type Where = Prisma.FileWhereInput;
export type Row = Prisma.FileGetPayload<{
  select: typeof select;
}>;

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
export const select = {
  id: true,
  response: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.FileSelect;

/** A row as the API shows it. */
export function fromRow(row: Row) {
  return {
    ...row,
  };
}
