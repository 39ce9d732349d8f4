import { loadTargets } from "~/server/included";
import * as choirRepository from "~/server/choirs/repository";
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
    choir: await loadTargets(
      include.includes("choir"),
      rows.map((row) => row.choirId),
      (ids) => choirRepository.listByIds(visible.choir, ids),
    ),
  };
  return rows.map((row) => ({
    ...fromRow(row),
    choir: targets.choir?.one(row.choirId),
  }));
}
