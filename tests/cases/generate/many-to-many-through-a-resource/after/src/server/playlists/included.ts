import { loadTargets } from "~/server/included";
import * as genreRepository from "~/server/genres/repository";
import * as songRepository from "~/server/songs/repository";
import { idsOf, distinctKeys } from "~/server/rows";
import { fromRow, type Row, type Visible } from "./row";
import type * as schema from "./schema";

/** A row; its relations are read by queries of their own. */
export type RowWithIncluded = Row;

/** Rows as the API returns them, with included relations. */
export async function toItems(
  rows: RowWithIncluded[],
  include: schema.Include[],
  visible: Visible,
) {
  const targets = {
    songs: await loadTargets(
      include.includes("songs"),
      rows.flatMap((row) => distinctKeys(row.placements, "songId")),
      (ids) => songRepository.listByIds(visible.songs, ids),
    ),
    genres: await loadTargets(
      include.includes("genres"),
      rows.flatMap((row) => idsOf(row.genres)),
      (ids) => genreRepository.listByIds(visible.genres, ids),
    ),
  };
  return rows.map((row) => ({
    ...fromRow(row),
    songs: targets.songs?.many(distinctKeys(row.placements, "songId")),
    genres: targets.genres?.many(idsOf(row.genres)),
  }));
}
