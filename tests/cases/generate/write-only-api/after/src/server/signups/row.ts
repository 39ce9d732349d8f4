import { type Prisma } from "~/server/db";

/** A condition on signups. */
export type Where = Prisma.SignupWhereInput;
export type Row = Prisma.SignupGetPayload<{
  select: typeof select;
}>;

/** The columns that the API returns. To return another one, add it here and to `schema.resource`. */
export const select = {
  id: true,
  email: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.SignupSelect;

/** A row as the API returns it. */
export function fromRow(row: Row) {
  return {
    ...row,
  };
}
