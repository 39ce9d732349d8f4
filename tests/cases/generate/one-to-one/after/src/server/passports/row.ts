import { type Prisma } from "~/server/db";

/** Which rows: a condition on passports. */
export type Where = Prisma.PassportWhereInput;
export type Row = Prisma.PassportGetPayload<{
  select: typeof select;
}>;

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
export const select = {
  id: true,
  number: true,
  citizenId: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.PassportSelect;

/** A row as the API shows it. */
export function fromRow(row: Row) {
  return {
    ...row,
  };
}
