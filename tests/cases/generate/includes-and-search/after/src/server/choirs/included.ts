import { type Prisma } from "~/server/db";
import { MAX_INCLUDED, pickIncluded, loadTargets } from "~/server/included";
import * as bannerRow from "~/server/banners/row";
import * as singerRepository from "~/server/singers/repository";
import * as singerRow from "~/server/singers/row";
import { idsOf } from "~/server/rows";
import { listByIds } from "./repository";
import { fromRow, select, type Row, type Visible } from "./row";
import type * as schema from "./schema";

/** The relations that are read by the same query. */
export function related(include: schema.Include[], visible: Visible) {
  return pickIncluded(include, {
    singers: {
      where: visible.singers,
      orderBy: { id: "asc" },
      take: MAX_INCLUDED,
      select: singerRow.select,
    },
    friendsOf: {
      where: visible.friendsOf,
      orderBy: { id: "asc" },
      take: MAX_INCLUDED,
      select,
    },
    banner: {
      where: visible.banner,
      select: bannerRow.select,
    },
  } satisfies Prisma.ChoirSelect);
}

type Related = Prisma.ChoirGetPayload<{
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
    leader: await loadTargets(
      include.includes("leader"),
      rows.map((row) => row.leaderId),
      (ids) => singerRepository.listByIds(visible.leader, ids),
    ),
    friends: await loadTargets(
      include.includes("friends"),
      rows.flatMap((row) => idsOf(row.friends)),
      (ids) => listByIds(visible.friends, ids),
    ),
  };
  return rows.map((row) => ({
    ...fromRow(row),
    leader: targets.leader?.one(row.leaderId),
    singers: row.singers?.map(singerRow.fromRow),
    friends: targets.friends?.many(idsOf(row.friends)),
    friendsOf: row.friendsOf?.map(fromRow),
    banner: row.banner && bannerRow.fromRow(row.banner),
  }));
}
