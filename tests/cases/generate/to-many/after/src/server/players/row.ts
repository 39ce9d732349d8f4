import { type Prisma } from "~/server/db";

/** A condition on players. */
export type Where = Prisma.PlayerWhereInput;
export type Row = Prisma.PlayerGetPayload<{
  select: typeof select;
}>;

/** The columns that the API returns. To return another one, add it here and to `schema.resource`. */
export const select = {
  id: true,
  name: true,
  teamId: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.PlayerSelect;

/** A row as the API returns it. */
export function fromRow(row: Row) {
  return {
    ...row,
  };
}
