import { type Prisma } from "~/server/db";

/** Which rows: a condition on signups. */
export type Where = Prisma.SignupWhereInput;
export type Row = Prisma.SignupGetPayload<{
  select: typeof select;
}>;

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
export const select = {
  id: true,
  email: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.SignupSelect;

/** A row as the API shows it. */
export function fromRow(row: Row) {
  return {
    ...row,
  };
}
