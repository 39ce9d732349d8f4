import { type Prisma } from "~/server/db";
import { MAX_INCLUDED, pickIncluded } from "~/server/included";
import * as dealRow from "~/server/deals/row";
import { fromRow, type Row, type Visible } from "./row";
import type * as schema from "./schema";

/** The relations that are read by the same query. */
export function related(include: schema.Include[], visible: Visible) {
  return pickIncluded(include, {
    deals: {
      where: {
        AND: [dealRow.notDeleted, visible.deals],
      },
      orderBy: { id: "asc" },
      take: MAX_INCLUDED,
      select: dealRow.select,
    },
  } satisfies Prisma.AgentSelect);
}

type Related = Prisma.AgentGetPayload<{
  select: ReturnType<typeof related>;
}>;

/** A row with the relations that were read by the same query. */
export type RowWithIncluded = Row & Partial<Related>;

/** Rows as the API returns them, with included relations. */
export function toItems(rows: RowWithIncluded[]) {
  return rows.map((row) => ({
    ...fromRow(row),
    deals: row.deals?.map(dealRow.fromRow),
  }));
}
