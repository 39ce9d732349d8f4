import { targetsOf } from "~/server/included";
import * as genreRepository from "~/server/genres/repository";
import * as songRepository from "~/server/songs/repository";
import { idsOf, pointedTo } from "~/server/rows";
import { fromRow, type Row, type Visible } from "./row";
import type * as schema from "./schema";

/** A row; what it includes is read by itself. */
export type Read = Row;

/** Rows as the API shows them, with what is to be included. */
export async function present(
  rows: Read[],
  include: schema.Include[],
  visible: Visible,
) {
  const found = {
    songs: await targetsOf(
      include.includes("songs"),
      rows.flatMap((row) => pointedTo(row.placements, "songId")),
      (ids) => songRepository.findMany(visible.songs, ids),
    ),
    genres: await targetsOf(
      include.includes("genres"),
      rows.flatMap((row) => idsOf(row.genres)),
      (ids) => genreRepository.findMany(visible.genres, ids),
    ),
  };
  return rows.map((row) => ({
    ...fromRow(row),
    songs: found.songs?.many(pointedTo(row.placements, "songId")),
    genres: found.genres?.many(idsOf(row.genres)),
  }));
}
