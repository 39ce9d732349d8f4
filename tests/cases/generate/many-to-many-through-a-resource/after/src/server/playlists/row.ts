import { type Prisma } from "~/server/db";
import { distinctKeys, idsOf } from "~/server/rows";

/** A condition on playlists. */
export type Where = Prisma.PlaylistWhereInput;
export type Row = Prisma.PlaylistGetPayload<{
  select: typeof select;
}>;

/** The related rows that the actor may see, by relation. */
export type Visible = {
  songs: Prisma.SongWhereInput;
  genres: Prisma.GenreWhereInput;
};

/** The columns that the API returns. To return another one, add it here and to `schema.resource`. */
export const select = {
  id: true,
  title: true,
  userId: true,
  genres: { select: { id: true } },
  placements: {
    where: { song: { deletedAt: null } },
    select: { songId: true },
  },
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.PlaylistSelect;

/** A row as the API returns it. */
export function fromRow({ genres, placements, ...row }: Row) {
  return {
    ...row,
    genreIds: idsOf(genres),
    songIds: distinctKeys(placements, "songId"),
  };
}
