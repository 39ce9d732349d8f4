import { targetsOf } from "~/server/included";
import * as choirRepository from "~/server/choirs/repository";
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
    choir: await targetsOf(
      include.includes("choir"),
      rows.map((row) => row.choirId),
      (ids) => choirRepository.findMany(visible.choir, ids),
    ),
  };
  return rows.map((row) => ({
    ...fromRow(row),
    choir: found.choir?.one(row.choirId),
  }));
}
