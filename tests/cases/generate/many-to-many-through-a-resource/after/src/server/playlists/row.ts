import { type Prisma } from "~/server/db";
import { idsOf, pointedTo } from "~/server/rows";

/** Which rows: a condition on playlists. */
export type Where = Prisma.PlaylistWhereInput;
export type Row = Prisma.PlaylistGetPayload<{
  select: typeof select;
}>;

/** Which rows of others the actor may see. */
export type Visible = {
  songs: Prisma.SongWhereInput;
  genres: Prisma.GenreWhereInput;
};

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
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

/** A row as the API shows it. */
export function fromRow({ genres, placements, ...row }: Row) {
  return {
    ...row,
    genreIds: idsOf(genres),
    songIds: pointedTo(placements, "songId"),
  };
}
