import { db, type Prisma } from "~/server/db";
import { MAX_INCLUDED, chosen, targetsOf } from "~/server/included";
import { pageOf } from "~/server/pagination";
import { idsOf, orNull, pointersTo } from "~/server/rows";
import * as bannerRows from "~/server/banners/repository";
import * as singerRows from "~/server/singers/repository";
import type * as schema from "./schema";

/** Which rows: a condition on choirs. */
export type Where = Prisma.ChoirWhereInput;
type OrderBy = Prisma.ChoirOrderByWithRelationInput;
type Row = Prisma.ChoirGetPayload<{
  select: typeof select;
}>;

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
export const select = {
  id: true,
  name: true,
  about: true,
  leaderId: true,
  userId: true,
  friends: { select: { id: true } },
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.ChoirSelect;

/** A row as the API shows it. */
export function fromRow({ friends, ...row }: Row) {
  return {
    ...row,
    friendIds: idsOf(friends),
  };
}

/** Which rows of others the actor may see. */
export type Visible = {
  leader: Prisma.SingerWhereInput;
  singers: Prisma.SingerWhereInput;
  friends: Prisma.ChoirWhereInput;
  friendsOf: Prisma.ChoirWhereInput;
  banner: Prisma.BannerWhereInput;
};

/** What a statement reads besides, where it is to be included. */
function related(visible: Visible) {
  return {
    singers: {
      where: visible.singers,
      orderBy: { id: "asc" },
      take: MAX_INCLUDED,
      select: singerRows.select,
    },
    friendsOf: {
      where: visible.friendsOf,
      orderBy: { id: "asc" },
      take: MAX_INCLUDED,
      select,
    },
    banner: {
      where: visible.banner,
      select: bannerRows.select,
    },
  } satisfies Prisma.ChoirSelect;
}

type Related = Prisma.ChoirGetPayload<{
  select: ReturnType<typeof related>;
}>;

/** Rows as the API shows them, with what is to be included. */
async function present(
  rows: (Row & Partial<Related>)[],
  include: schema.Include[],
  visible: Visible,
) {
  const found = {
    leader: await targetsOf(
      include.includes("leader"),
      rows.map((row) => row.leaderId),
      (ids) => singerRows.findMany(visible.leader, ids),
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
    singers: row.singers?.map(singerRows.fromRow),
    friends: found.friends?.many(idsOf(row.friends)),
    friendsOf: row.friendsOf?.map(fromRow),
    banner: row.banner && bannerRows.fromRow(row.banner),
  }));
}

/** Rows that have a word in one of their texts. */
function matching(word: string): Where {
  return {
    OR: [{ name: { contains: word } }, { about: { contains: word } }],
  };
}

/** The rows of `scope` that the query asks for, a page at a time. */
export async function list(
  scope: Where,
  query: schema.ListQuery,
  visible: Visible,
) {
  const where: Where = {
    AND: [scope, ...query.q.map(matching), ...query.filter],
  };
  type Read = Row & Partial<Related>;
  const page = await pageOf<Where, OrderBy, Read>(query, where, {
    find: (part) =>
      db.choir.findMany({
        ...part,
        select: { ...select, ...chosen(query.include, related(visible)) },
      }),
    count: () => db.choir.count({ where }),
  });
  return {
    ...page,
    items: await present(page.items, query.include, visible),
  };
}

/** One, with what is to be included. */
export async function show(
  scope: Where,
  id: string,
  include: schema.Include[],
  visible: Visible,
) {
  const row = await db.choir.findUnique({
    where: { id, AND: [scope] },
    select: { ...select, ...chosen(include, related(visible)) },
  });
  const [shown] = row ? await present([row], include, visible) : [];
  return shown ?? null;
}

export async function find(scope: Where, id: string) {
  const row = await db.choir.findUnique({
    where: { id, AND: [scope] },
    select,
  });
  return row && fromRow(row);
}

/** Those of the ids that are in `scope`, as the API shows them. */
export async function findMany(scope: Where, ids: string[]) {
  const rows = await db.choir.findMany({
    where: { AND: [scope, { id: { in: ids } }] },
    take: ids.length,
    select,
  });
  return rows.map(fromRow);
}

/** Those of the ids that are in `scope`. */
export async function existing(scope: Where, ids: string[]) {
  return db.choir.findMany({
    where: { AND: [scope, { id: { in: ids } }] },
    take: ids.length,
    select: { id: true },
  });
}

type New = schema.Create & { id?: string; userId: string };

export async function create({ friendIds, ...input }: New) {
  const row = await db.choir.create({
    data: {
      ...input,
      friends: {
        connect: pointersTo(friendIds),
      },
    },
    select,
  });
  return fromRow(row);
}

/** Null where no row of `scope` has the id. */
export async function update(
  scope: Where,
  id: string,
  { friendIds, ...input }: schema.Update,
) {
  const row = await orNull(
    db.choir.update({
      where: { id, AND: [scope] },
      data: {
        ...input,
        friends: {
          set: pointersTo(friendIds),
        },
      },
      select,
    }),
  );
  return row && fromRow(row);
}

/** Null where no row of `scope` has the id. */
export async function remove(scope: Where, id: string) {
  return orNull(
    db.choir.delete({
      where: { id, AND: [scope] },
      select: { id: true },
    }),
  );
}
