import { db, type Prisma } from "~/server/db";
import { pageOf } from "~/server/pagination";
import {
  idsOf,
  orNull,
  pointersTo,
  text,
  whole,
  wholeFilter,
} from "~/server/rows";
import type * as schema from "./schema";

/** Which rows: a condition on recordings. */
export type Where = Prisma.RecordingWhereInput;
type OrderBy = Prisma.RecordingOrderByWithRelationInput;
type Row = Prisma.RecordingGetPayload<{
  select: typeof select;
}>;

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
const select = {
  id: true,
  title: true,
  studioId: true,
  fallbackId: true,
  mixedById: true,
  ledgerId: true,
  seenIn: { select: { id: true } },
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.RecordingSelect;

/** A row as the API shows it. */
function fromRow({ seenIn, ...row }: Row) {
  return {
    ...row,
    ledgerId: text(row.ledgerId),
    seenInIds: idsOf(seenIn),
  };
}

/** A filter of the list, as the database compares it. */
function toWhere(filter: schema.Filter): Where {
  return {
    ...filter,
    ledgerId: wholeFilter(filter.ledgerId),
  };
}

/** The rows of `scope` that the query asks for, a page at a time. */
export async function list(scope: Where, query: schema.ListQuery) {
  const where: Where = { AND: [scope, ...query.filter.map(toWhere)] };
  const page = await pageOf<Where, OrderBy, Row>(query, where, {
    find: (part) => db.recording.findMany({ ...part, select }),
    count: () => db.recording.count({ where }),
  });
  return { ...page, items: page.items.map(fromRow) };
}

export async function find(scope: Where, id: string) {
  const row = await db.recording.findUnique({
    where: { id, AND: [scope] },
    select,
  });
  return row && fromRow(row);
}

/** Those of the ids that are in `scope`. */
export async function existing(scope: Where, ids: string[]) {
  return db.recording.findMany({
    where: { AND: [scope, { id: { in: ids } }] },
    take: ids.length,
    select: { id: true },
  });
}

/** Those of the ids that are studios. */
export async function existingStudios(ids: number[]) {
  return db.studio.findMany({
    where: { id: { in: ids } },
    take: ids.length,
    select: { id: true },
  });
}

/** Those of the ids that are studio chiefs. */
export async function existingStudioChiefs(ids: string[]) {
  const rows = await db.studioChief.findMany({
    where: { code: { in: ids } },
    take: ids.length,
    select: { code: true },
  });
  return rows.map((row) => ({ id: row.code }));
}

/** Those of the ids that are ledgers. */
export async function existingLedgers(ids: string[]) {
  const rows = await db.ledger.findMany({
    where: { number: { in: ids.map(BigInt) } },
    take: ids.length,
    select: { number: true },
  });
  return rows.map((row) => ({ id: String(row.number) }));
}

type New = schema.Create & { id?: string };

export async function create({ seenInIds, ...input }: New) {
  const row = await db.recording.create({
    data: {
      ...input,
      ledgerId: whole(input.ledgerId),
      seenIn: {
        connect: pointersTo(seenInIds),
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
  { seenInIds, ...input }: schema.Update,
) {
  const row = await orNull(
    db.recording.update({
      where: { id, AND: [scope] },
      data: {
        ...input,
        ledgerId: whole(input.ledgerId),
        seenIn: {
          set: pointersTo(seenInIds),
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
    db.recording.delete({
      where: { id, AND: [scope] },
      select: { id: true },
    }),
  );
}
