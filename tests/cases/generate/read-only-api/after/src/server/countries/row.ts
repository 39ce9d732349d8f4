import { type Prisma } from "~/server/db";

/** Which rows: a condition on countries. */
export type Where = Prisma.CountryWhereInput;
export type Row = Prisma.CountryGetPayload<{
  select: typeof select;
}>;

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
export const select = {
  id: true,
  code: true,
  name: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.CountrySelect;

/** A row as the API shows it. */
export function fromRow(row: Row) {
  return {
    ...row,
  };
}
