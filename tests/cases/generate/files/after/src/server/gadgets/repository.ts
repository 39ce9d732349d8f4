import { db, type Prisma } from "~/server/db";
import { pageOf } from "~/server/pagination";
import { jsonOf, orNull, shownFile, type StoredFile } from "~/server/rows";
import type * as schema from "./schema";

/** Which rows: a condition on gadgets. */
export type Where = Prisma.GadgetWhereInput;
type OrderBy = Prisma.GadgetOrderByWithRelationInput;
type Row = Prisma.GadgetGetPayload<{
  select: typeof select;
}>;

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
const select = {
  id: true,
  label: true,
  photo: true,
  manual: true,
  createdAt: true,
  updatedAt: true,
  version: true,
} satisfies Prisma.GadgetSelect;

/** The columns that are files. */
const fileColumns = {
  photo: true,
  manual: true,
} satisfies Prisma.GadgetSelect;

type FileChange = { before: StoredFile | null; after: StoredFile | null };

/** A row as the API shows it. */
function fromRow(row: Row) {
  return {
    ...row,
    photo: shownFile(row.photo, `/api/gadgets/${row.id}/photo`),
    manual: shownFile(row.manual, `/api/gadgets/${row.id}/manual`),
  };
}

/** The rows of `scope` that the query asks for, a page at a time. */
export async function list(scope: Where, query: schema.ListQuery) {
  const where: Where = { AND: [scope, ...query.filter] };
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

/** Those of the ids that are in `scope`. */
export async function existing(scope: Where, ids: string[]) {
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

/** Null where no row of `scope` has the id and, if one is given, the version. */
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

/** The files of one. */
export async function findFiles(scope: Where, id: string) {
  return db.gadget.findUnique({
    where: { id, AND: [scope] },
    select: fileColumns,
  });
}

/** The files of all that have one of the ids, whoever asks. */
export async function allFiles(ids: string[]) {
  return db.gadget.findMany({
    where: { id: { in: ids } },
    take: ids.length,
    select: { id: true, ...fileColumns },
  });
}

/** Puts one file in the place of another; null where that one, or the row, is gone. */
export async function replaceFile(
  scope: Where,
  id: string,
  field: schema.FileField,
  { before, after }: FileChange,
  version?: number,
) {
  const unchanged: Where = { [field]: { equals: jsonOf(before) } };
  const row = await orNull(
    db.gadget.update({
      where: { id, version, AND: [scope, unchanged] },
      data: { [field]: jsonOf(after), version: { increment: 1 } },
      select,
    }),
  );
  return row && fromRow(row);
}

/** Null where no row of `scope` has the id and, if one is given, the version. */
export async function remove(scope: Where, id: string, version?: number) {
  return orNull(
    db.gadget.delete({
      where: { id, version, AND: [scope] },
      select: { id: true, ...fileColumns },
    }),
  );
}
