import { type Prisma } from "~/server/db";

/** Which rows: a condition on placements. */
export type Where = Prisma.PlacementWhereInput;
export type Row = Prisma.PlacementGetPayload<{
  select: typeof select;
}>;

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
export const select = {
  id: true,
  position: true,
  playlistId: true,
  songId: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.PlacementSelect;

/** A row as the API shows it. */
export function fromRow(row: Row) {
  return {
    ...row,
  };
}
