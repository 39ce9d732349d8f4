import { type Prisma } from "~/server/db";

/** A condition on passports. */
export type Where = Prisma.PassportWhereInput;
export type Row = Prisma.PassportGetPayload<{
  select: typeof select;
}>;

/** The columns that the API returns. To return another one, add it here and to `schema.resource`. */
export const select = {
  id: true,
  number: true,
  citizenId: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.PassportSelect;

/** A row as the API returns it. */
export function fromRow(row: Row) {
  return {
    ...row,
  };
}
