import { type Prisma } from "~/server/db";
import { distinctKeys } from "~/server/rows";

/** A condition on songs. */
export type Where = Prisma.SongWhereInput;
export type Row = Prisma.SongGetPayload<{
  select: typeof select;
}>;

/** The columns that the API returns. To return another one, add it here and to `schema.resource`. */
export const select = {
  id: true,
  name: true,
  placements: {
    select: { playlistId: true },
  },
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.SongSelect;

/** A row as the API returns it. */
export function fromRow({ placements, ...row }: Row) {
  return {
    ...row,
    playlistIds: distinctKeys(placements, "playlistId"),
  };
}

/** Rows that are there: not deleted. */
export const notDeleted: Where = {
  deletedAt: null,
};

/** Rows that no row references which is not deleted itself. */
export const unreferenced: Where = {
  placements: { none: {} },
};
