import { type Prisma } from "~/server/db";

/** A condition on countries. */
export type Where = Prisma.CountryWhereInput;
export type Row = Prisma.CountryGetPayload<{
  select: typeof select;
}>;

/** The columns that the API returns. To return another one, add it here and to `schema.resource`. */
export const select = {
  id: true,
  code: true,
  name: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.CountrySelect;

/** A row as the API returns it. */
export function fromRow(row: Row) {
  return {
    ...row,
  };
}
