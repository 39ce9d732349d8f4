import { type Prisma } from "~/server/db";
import { MAX_INCLUDED, chosen, targetsOf } from "~/server/included";
import * as choirRepository from "~/server/choirs/repository";
import * as choirRow from "~/server/choirs/row";
import { fromRow, type Row, type Visible } from "./row";
import type * as schema from "./schema";

/** What a statement reads besides. */
export function related(include: schema.Include[], visible: Visible) {
  return chosen(include, {
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

/** A row, and what was read with it. */
export type Read = Row & Partial<Related>;

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
    leads: row.leads?.map(choirRow.fromRow),
  }));
}
