import { type Prisma } from "~/server/db";

/** Which rows: a condition on badges. */
export type Where = Prisma.BadgeWhereInput;
export type Row = Prisma.BadgeGetPayload<{
  select: typeof select;
}>;

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
export const select = {
  id: true,
  text: true,
  rank: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.BadgeSelect;

/** A row as the API shows it. */
export function fromRow(row: Row) {
  return {
    ...row,
  };
}
