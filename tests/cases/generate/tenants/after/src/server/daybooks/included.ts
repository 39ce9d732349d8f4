import { type Prisma } from "~/server/db";
import { MAX_INCLUDED, pickIncluded, loadTargets } from "~/server/included";
import * as clientRepository from "~/server/clients/repository";
import * as firmRepository from "~/server/firms/repository";
import * as postingRow from "~/server/postings/row";
import { fromRow, type Row, type Visible } from "./row";
import type * as schema from "./schema";

/** The relations that are read by the same query. */
export function related(include: schema.Include[], visible: Visible) {
  return pickIncluded(include, {
    postings: {
      where: visible.postings,
      orderBy: { id: "asc" },
      take: MAX_INCLUDED,
      select: postingRow.select,
    },
  } satisfies Prisma.DaybookSelect);
}

type Related = Prisma.DaybookGetPayload<{
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
    client: await loadTargets(
      include.includes("client"),
      rows.map((row) => row.clientId),
      (ids) => clientRepository.listByIds(visible.client, ids),
    ),
    firm: await loadTargets(
      include.includes("firm"),
      rows.map((row) => row.firmId),
      (ids) => firmRepository.listByIds(visible.firm, ids),
    ),
  };
  return rows.map((row) => ({
    ...fromRow(row),
    client: targets.client?.one(row.clientId),
    postings: row.postings?.map(postingRow.fromRow),
    firm: targets.firm?.one(row.firmId),
  }));
}
