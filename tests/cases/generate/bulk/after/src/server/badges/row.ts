import { type Prisma } from "~/server/db";

/** A condition on badges. */
export type Where = Prisma.BadgeWhereInput;
export type Row = Prisma.BadgeGetPayload<{
  select: typeof select;
}>;

/** The columns that the API returns. To return another one, add it here and to `schema.resource`. */
export const select = {
  id: true,
  text: true,
  rank: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.BadgeSelect;

/** A row as the API returns it. */
export function fromRow(row: Row) {
  return {
    ...row,
  };
}
