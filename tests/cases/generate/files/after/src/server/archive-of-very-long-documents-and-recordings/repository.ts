import { db, type Prisma } from "~/server/db";
import { pageOf } from "~/server/pagination";
import { jsonOf, orNull, shownFile, type StoredFile } from "~/server/rows";
import type * as schema from "./schema";

/** Which rows: a condition on archive of very long documents and recordings. */
export type Where = Prisma.ArchiveOfVeryLongDocumentsAndRecordingsWhereInput;
type OrderBy =
  Prisma.ArchiveOfVeryLongDocumentsAndRecordingsOrderByWithRelationInput;
type Row = Prisma.ArchiveOfVeryLongDocumentsAndRecordingsGetPayload<{
  select: typeof select;
}>;

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
const select = {
  id: true,
  title: true,
  recordingOfTheWholeConversationInFull1: true,
  userId: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.ArchiveOfVeryLongDocumentsAndRecordingsSelect;

/** The columns that are files. */
const fileColumns = {
  recordingOfTheWholeConversationInFull1: true,
} satisfies Prisma.ArchiveOfVeryLongDocumentsAndRecordingsSelect;

type FileChange = { before: StoredFile | null; after: StoredFile | null };

/** A row as the API shows it. */
function fromRow(row: Row) {
  return {
    ...row,
    recordingOfTheWholeConversationInFull1: shownFile(
      row.recordingOfTheWholeConversationInFull1,
      `/api/archive-of-very-long-documents-and-recordings/${row.id}/recordingOfTheWholeConversationInFull1`,
    ),
  };
}

/** The rows of `scope` that the query asks for, a page at a time. */
export async function list(scope: Where, query: schema.ListQuery) {
  const where: Where = { AND: [scope, ...query.filter] };
  const page = await pageOf<Where, OrderBy, Row>(query, where, {
    find: (part) =>
      db.archiveOfVeryLongDocumentsAndRecordings.findMany({ ...part, select }),
    count: () => db.archiveOfVeryLongDocumentsAndRecordings.count({ where }),
  });
  return { ...page, items: page.items.map(fromRow) };
}

export async function find(scope: Where, id: string) {
  const row = await db.archiveOfVeryLongDocumentsAndRecordings.findUnique({
    where: { id, AND: [scope] },
    select,
  });
  return row && fromRow(row);
}

/** Those of the ids that are in `scope`. */
export async function existing(scope: Where, ids: string[]) {
  return db.archiveOfVeryLongDocumentsAndRecordings.findMany({
    where: { AND: [scope, { id: { in: ids } }] },
    take: ids.length,
    select: { id: true },
  });
}

type New = schema.Create & { id?: string; userId: string };

export async function create(input: New) {
  const row = await db.archiveOfVeryLongDocumentsAndRecordings.create({
    data: {
      ...input,
    },
    select,
  });
  return fromRow(row);
}

/** Null where no row of `scope` has the id. */
export async function update(scope: Where, id: string, input: schema.Update) {
  const row = await orNull(
    db.archiveOfVeryLongDocumentsAndRecordings.update({
      where: { id, AND: [scope] },
      data: {
        ...input,
      },
      select,
    }),
  );
  return row && fromRow(row);
}

/** The files of one. */
export async function findFiles(scope: Where, id: string) {
  return db.archiveOfVeryLongDocumentsAndRecordings.findUnique({
    where: { id, AND: [scope] },
    select: fileColumns,
  });
}

/** The files of all that have one of the ids, whoever asks. */
export async function allFiles(ids: string[]) {
  return db.archiveOfVeryLongDocumentsAndRecordings.findMany({
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
) {
  const unchanged: Where = { [field]: { equals: jsonOf(before) } };
  const row = await orNull(
    db.archiveOfVeryLongDocumentsAndRecordings.update({
      where: { id, AND: [scope, unchanged] },
      data: { [field]: jsonOf(after) },
      select,
    }),
  );
  return row && fromRow(row);
}

/** Null where no row of `scope` has the id. */
export async function remove(scope: Where, id: string) {
  return orNull(
    db.archiveOfVeryLongDocumentsAndRecordings.delete({
      where: { id, AND: [scope] },
      select: { id: true, ...fileColumns },
    }),
  );
}
