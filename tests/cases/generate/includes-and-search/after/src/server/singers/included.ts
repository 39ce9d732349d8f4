import { type Prisma } from "~/server/db";
import { MAX_INCLUDED, pickIncluded, loadTargets } from "~/server/included";
import * as choirRepository from "~/server/choirs/repository";
import * as choirRow from "~/server/choirs/row";
import { fromRow, type Row, type Visible } from "./row";
import type * as schema from "./schema";

/** The relations that are read by the same query. */
export function related(include: schema.Include[], visible: Visible) {
  return pickIncluded(include, {
    leads: {
      where: visible.leads,
      orderBy: { id: "asc" },
      take: MAX_INCLUDED,
      select: choirRow.select,
    },
  } satisfies Prisma.SingerSelect);
}

type Related = Prisma.SingerGetPayload<{
  select: ReturnType<typeof related>;
}>;

/** A row with the relations that were read by the same query. */
export type RowWithIncluded = Row & Partial<Related>;

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
    leads: row.leads?.map(choirRow.fromRow),
  }));
}
