import { type Prisma } from "~/server/db";
import { MAX_INCLUDED, chosen, targetsOf } from "~/server/included";
import * as clientRepository from "~/server/clients/repository";
import * as firmRepository from "~/server/firms/repository";
import * as postingRow from "~/server/postings/row";
import { fromRow, type Row, type Visible } from "./row";
import type * as schema from "./schema";

/** What a statement reads besides. */
export function related(include: schema.Include[], visible: Visible) {
  return chosen(include, {
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

/** A row, and what was read with it. */
export type Read = Row & Partial<Related>;

/** Rows as the API shows them, with what is to be included. */
export async function present(
  rows: Read[],
  include: schema.Include[],
  visible: Visible,
) {
  const found = {
    client: await targetsOf(
      include.includes("client"),
      rows.map((row) => row.clientId),
      (ids) => clientRepository.findMany(visible.client, ids),
    ),
    firm: await targetsOf(
      include.includes("firm"),
      rows.map((row) => row.firmId),
      (ids) => firmRepository.findMany(visible.firm, ids),
    ),
  };
  return rows.map((row) => ({
    ...fromRow(row),
    client: found.client?.one(row.clientId),
    postings: row.postings?.map(postingRow.fromRow),
    firm: found.firm?.one(row.firmId),
  }));
}
