import { type Prisma } from "~/server/db";
import { MAX_INCLUDED, chosen } from "~/server/included";
import * as dealRow from "~/server/deals/row";
import { fromRow, type Row, type Visible } from "./row";
import type * as schema from "./schema";

/** What a statement reads besides. */
export function related(include: schema.Include[], visible: Visible) {
  return chosen(include, {
    deals: {
      where: {
        AND: [dealRow.living, visible.deals],
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

/** A row, and what was read with it. */
export type Read = Row & Partial<Related>;

/** Rows as the API shows them, with what is to be included. */
export function present(rows: Read[]) {
  return rows.map((row) => ({
    ...fromRow(row),
    deals: row.deals?.map(dealRow.fromRow),
  }));
}
