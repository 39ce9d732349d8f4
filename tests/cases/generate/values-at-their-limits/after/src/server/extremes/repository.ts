import { db, type Prisma } from "~/server/db";
import { pageOf } from "~/server/pagination";
import { every, orNull } from "~/server/rows";
import { toWhere } from "./filter";
import {
  fromRow,
  select,
  stored,
  storedChange,
  type Row,
  type Where,
} from "./row";
import type * as schema from "./schema";

type OrderBy = Prisma.ExtremeOrderByWithRelationInput;

/** The rows of `scope` that the query asks for, a page at a time. */
export async function list(scope: Where, query: schema.ListQuery) {
  const where = every<Where>(scope, ...query.filter.map(toWhere));
  const page = await pageOf<Where, OrderBy, Row>(query, where, {
    find: (part) => db.extreme.findMany({ ...part, select }),
    count: () => db.extreme.count({ where }),
  });
  return { ...page, items: page.items.map(fromRow) };
}

export async function find(scope: Where, id: string) {
  const row = await db.extreme.findUnique({
    where: { id, AND: [scope] },
    select,
  });
  return row && fromRow(row);
}

/** Those of the ids that are in `scope`. */
export async function existing(scope: Where, ids: string[]) {
  return db.extreme.findMany({
    where: { AND: [scope, { id: { in: ids } }] },
    take: ids.length,
    select: { id: true },
  });
}

type New = schema.Create & { id?: string };

export async function create(input: New) {
  const row = await db.extreme.create({
    data: {
      ...input,
      ...stored(input),
    },
    select,
  });
  return fromRow(row);
}

/** The JSON of a row that nobody else changes until the transaction ends; null as for `update`. */
export async function lockJson(scope: Where, id: string) {
  return orNull(
    db.extreme.update({
      where: { id, AND: [scope] },
      // It is the same, and takes the lock of the row.
      data: { id },
      select: {
        data: true,
        box: true,
        extra: true,
      },
    }),
  );
}

/** Null where no row of `scope` has the id. */
export async function update(scope: Where, id: string, input: schema.Change) {
  const row = await orNull(
    db.extreme.update({
      where: { id, AND: [scope] },
      data: {
        ...input,
        ...storedChange(input),
      },
      select,
    }),
  );
  return row && fromRow(row);
}

/** Null where no row of `scope` has the id. */
export async function remove(scope: Where, id: string) {
  return orNull(
    db.extreme.delete({
      where: { id, AND: [scope] },
      select: { id: true },
    }),
  );
}
