import { db, type Prisma } from "~/server/db";
import { pageOf } from "~/server/pagination";
import { and, orNull } from "~/server/rows";
import * as files from "./files";
import { fromRow, select, type Row, type Where } from "./row";
import type * as schema from "./schema";

type OrderBy = Prisma.GadgetOrderByWithRelationInput;

/** A page of the rows of `scope`, filtered and sorted by the query. */
export async function list(scope: Where, query: schema.ListQuery) {
  const where = and<Where>(scope);
  const page = await pageOf<Where, OrderBy, Row>(query, where, {
    find: (part) => db.gadget.findMany({ ...part, select }),
    count: () => db.gadget.count({ where }),
  });
  return { ...page, items: page.items.map(fromRow) };
}

export async function find(scope: Where, id: string) {
  const row = await db.gadget.findUnique({
    where: { id, AND: [scope] },
    select,
  });
  return row && fromRow(row);
}

/** The ids that exist in `scope`. */
export async function listIds(scope: Where, ids: string[]) {
  return db.gadget.findMany({
    where: { AND: [scope, { id: { in: ids } }] },
    take: ids.length,
    select: { id: true },
  });
}

type New = schema.Create & { id?: string };

export async function create(input: New) {
  const row = await db.gadget.create({
    data: {
      ...input,
    },
    select,
  });
  return fromRow(row);
}

/** Null if no row of `scope` has the id and the version, if given. */
export async function update(
  scope: Where,
  id: string,
  input: schema.Update,
  version?: number,
) {
  const row = await orNull(
    db.gadget.update({
      where: { id, version, AND: [scope] },
      data: {
        ...input,
        version: { increment: 1 },
      },
      select,
    }),
  );
  return row && fromRow(row);
}

/** Null if no row of `scope` has the id and the version, if given. */
export async function remove(scope: Where, id: string, version?: number) {
  return orNull(
    db.gadget.delete({
      where: { id, version, AND: [scope] },
      select: { id: true, ...files.columns },
    }),
  );
}
