import { type Actor, visible } from "~/server/auth/access";
import { db, type Prisma } from "~/server/db";
import { MAX_INCLUDED, loadTargets, pickIncluded } from "~/server/included";
import { pageOf } from "~/server/pagination";
import { reference } from "~/server/references";
import { and, idRefs, idsOf, orNull } from "~/server/rows";
import * as bannerPolicy from "~/server/banners/policy";
import * as bannerRow from "~/server/banners/row";
import * as singerPolicy from "~/server/singers/policy";
import * as singerRow from "~/server/singers/row";
import { transaction } from "~/server/transaction";
import * as policy from "./policy";
import { type Where } from "./policy";
import { fromRow, select, type Row } from "./row";
import type * as schema from "./schema";

/** The rows that a body references, by field. */
export const references = {
  leaderId: reference({
    rule: singerPolicy.get,
    find: (query) => db.singer.findMany(query),
  }),
  friendIds: reference({
    rule: policy.get,
    find: (query) => db.choir.findMany(query),
  }),
};

/** A page of the rows of `scope`, filtered and sorted by the query. */
export async function list(
  actor: Actor | null,
  scope: Where,
  query: schema.ListQuery,
) {
  const where = and<Where>(scope, ...query.q.map(matching));
  const columns = related(actor, query.include);
  const page = await pageOf(actor, query, {
    where,
    find: (part) => db.choir.findMany({ ...part, select: columns }),
    count: () => db.choir.count({ where }),
  });
  const items = await toItems(actor, page.items, query.include);
  return { ...page, items };
}

/** One row with included relations; null if `scope` has no row with the id. */
export async function find(
  actor: Actor | null,
  scope: Where,
  id: string,
  include: schema.Include[] = [],
) {
  const row = await db.choir.findUnique({
    where: { id, AND: [scope] },
    select: related(actor, include),
  });
  const [item] = row ? await toItems(actor, [row], include) : [];
  return item ?? null;
}

type New = schema.Create & { id?: string; userId: string };

export async function create({ friendIds, ...input }: New) {
  const row = await transaction(() =>
    db.choir.create({
      data: {
        ...input,
        friends: {
          connect: idRefs(friendIds),
        },
      },
      select,
    }),
  );
  return fromRow(row);
}

/** Null if no row of `scope` has the id. */
export async function update(
  scope: Where,
  id: string,
  { friendIds, ...input }: schema.Update,
) {
  const row = await orNull(
    transaction(() =>
      db.choir.update({
        where: { id, AND: [scope] },
        data: {
          ...input,
          friends: {
            set: idRefs(friendIds),
          },
        },
        select,
      }),
    ),
  );
  return row && fromRow(row);
}

/** Null if no row of `scope` has the id. */
export async function remove(scope: Where, id: string) {
  return orNull(
    db.choir.delete({
      where: { id, AND: [scope] },
      select: { id: true },
    }),
  );
}

/** Rows with the word in one of the searched fields. */
function matching(word: string): Where {
  return { OR: [{ name: { contains: word } }, { about: { contains: word } }] };
}

/** The columns, and the relations that are read by the same query. */
function related(actor: Actor | null, include: schema.Include[]) {
  const relations = {
    singers: {
      where: visible(singerPolicy.list, actor),
      orderBy: { id: "asc" },
      take: MAX_INCLUDED,
      select: singerRow.select,
    },
    friendsOf: {
      where: visible(policy.list, actor),
      orderBy: { id: "asc" },
      take: MAX_INCLUDED,
      select,
    },
    banner: {
      where: visible(bannerPolicy.get, actor),
      select: bannerRow.select,
    },
  } satisfies Prisma.ChoirSelect;
  return { ...select, ...pickIncluded(include, relations) };
}

type Related = Prisma.ChoirGetPayload<{ select: ReturnType<typeof related> }>;
type RowWithIncluded = Row & Partial<Related>;

/** Rows as the API returns them, with included relations. */
async function toItems(
  actor: Actor | null,
  rows: RowWithIncluded[],
  include: schema.Include[],
) {
  const targets = {
    leader: await loadTargets({
      isIncluded: include.includes("leader"),
      keys: rows.map((row) => row.leaderId),
      where: visible(singerPolicy.get, actor),
      find: (query) =>
        db.singer.findMany({ ...query, select: singerRow.select }),
      fromRow: singerRow.fromRow,
    }),
    friends: await loadTargets({
      isIncluded: include.includes("friends"),
      keys: rows.flatMap((row) => idsOf(row.friends)),
      where: visible(policy.list, actor),
      find: (query) => db.choir.findMany({ ...query, select }),
      fromRow,
    }),
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
