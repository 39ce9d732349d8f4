import { type Prisma } from "~/server/db";
import { pointedTo } from "~/server/rows";

/** Which rows: a condition on songs. */
export type Where = Prisma.SongWhereInput;
export type Row = Prisma.SongGetPayload<{
  select: typeof select;
}>;

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
export const select = {
  id: true,
  name: true,
  placements: {
    select: { playlistId: true },
  },
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.SongSelect;

/** A row as the API shows it. */
export function fromRow({ placements, ...row }: Row) {
  return {
    ...row,
    playlistIds: pointedTo(placements, "playlistId"),
  };
}

/** Rows that are there: not deleted. */
export const living: Where = {
  deletedAt: null,
};

/** Rows that may be deleted: nothing that is there points to them. */
export const free: Where = {
  placements: { none: {} },
};
