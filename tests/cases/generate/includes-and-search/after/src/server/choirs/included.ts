import { type Prisma } from "~/server/db";
import { MAX_INCLUDED, chosen, targetsOf } from "~/server/included";
import * as bannerRow from "~/server/banners/row";
import * as singerRepository from "~/server/singers/repository";
import * as singerRow from "~/server/singers/row";
import { idsOf } from "~/server/rows";
import { findMany } from "./repository";
import { fromRow, select, type Row, type Visible } from "./row";
import type * as schema from "./schema";

/** What a statement reads besides. */
export function related(include: schema.Include[], visible: Visible) {
  return chosen(include, {
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

/** A row, and what was read with it. */
export type Read = Row & Partial<Related>;

/** Rows as the API shows them, with what is to be included. */
export async function present(
  rows: Read[],
  include: schema.Include[],
  visible: Visible,
) {
  const found = {
    leader: await targetsOf(
      include.includes("leader"),
      rows.map((row) => row.leaderId),
      (ids) => singerRepository.findMany(visible.leader, ids),
    ),
    friends: await targetsOf(
      include.includes("friends"),
      rows.flatMap((row) => idsOf(row.friends)),
      (ids) => findMany(visible.friends, ids),
    ),
  };
  return rows.map((row) => ({
    ...fromRow(row),
    leader: found.leader?.one(row.leaderId),
    singers: row.singers?.map(singerRow.fromRow),
    friends: found.friends?.many(idsOf(row.friends)),
    friendsOf: row.friendsOf?.map(fromRow),
    banner: row.banner && bannerRow.fromRow(row.banner),
  }));
}
