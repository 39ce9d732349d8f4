import { db, type Prisma } from "~/server/db";
import { pageOf } from "~/server/pagination";
import { idsOf, orNull, pointersTo } from "~/server/rows";
import type * as schema from "./schema";

/** Which rows: a condition on committees. */
export type Where = Prisma.CommitteeWhereInput;
type OrderBy = Prisma.CommitteeOrderByWithRelationInput;
type Row = Prisma.CommitteeGetPayload<{
  select: typeof select;
}>;

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
const select = {
  id: true,
  name: true,
  chairId: true,
  founderId: true,
  userId: true,
  members: { select: { id: true } },
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.CommitteeSelect;

/** A row as the API shows it. */
function fromRow({ members, ...row }: Row) {
  return {
    ...row,
    memberIds: idsOf(members),
  };
}

/** The rows of `scope` that the query asks for, a page at a time. */
export async function list(scope: Where, query: schema.ListQuery) {
  const where: Where = { AND: [scope, ...query.filter] };
  const page = await pageOf<Where, OrderBy, Row>(query, where, {
    find: (part) => db.committee.findMany({ ...part, select }),
    count: () => db.committee.count({ where }),
  });
  return { ...page, items: page.items.map(fromRow) };
}

export async function find(scope: Where, id: string) {
  const row = await db.committee.findUnique({
    where: { id, AND: [scope] },
    select,
  });
  return row && fromRow(row);
}

/** Those of the ids that are in `scope`. */
export async function existing(scope: Where, ids: string[]) {
  return db.committee.findMany({
    where: { AND: [scope, { id: { in: ids } }] },
    take: ids.length,
    select: { id: true },
  });
}

/** Those of the ids that are users. */
export async function existingUsers(ids: string[]) {
  return db.user.findMany({
    where: { id: { in: ids } },
    take: ids.length,
    select: { id: true },
  });
}

type New = schema.Create & { id?: string; userId: string };

export async function create({ memberIds, ...input }: New) {
  const row = await db.committee.create({
    data: {
      ...input,
      members: {
        connect: pointersTo(memberIds),
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
  { memberIds, ...input }: schema.Update,
) {
  const row = await orNull(
    db.committee.update({
      where: { id, AND: [scope] },
      data: {
        ...input,
        members: {
          set: pointersTo(memberIds),
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
    db.committee.delete({
      where: { id, AND: [scope] },
      select: { id: true },
    }),
  );
}
