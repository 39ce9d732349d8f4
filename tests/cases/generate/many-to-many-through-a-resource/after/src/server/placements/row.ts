import { type Prisma } from "~/server/db";

/** A condition on placements. */
export type Where = Prisma.PlacementWhereInput;
export type Row = Prisma.PlacementGetPayload<{
  select: typeof select;
}>;

/** The columns that the API returns. To return another one, add it here and to `schema.resource`. */
export const select = {
  id: true,
  position: true,
  playlistId: true,
  songId: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.PlacementSelect;

/** A row as the API returns it. */
export function fromRow(row: Row) {
  return {
    ...row,
  };
}
