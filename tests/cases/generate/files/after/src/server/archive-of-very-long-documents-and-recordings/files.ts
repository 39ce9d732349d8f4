import { db, type Prisma } from "~/server/db";
import { jsonOf, orNull, type StoredFile } from "~/server/rows";
import { type Where } from "./policy";
import { fromRow, select } from "./row";
import type * as schema from "./schema";

/** The file columns. */
export const columns = {
  recordingOfTheWholeConversationInFull1: true,
} satisfies Prisma.ArchiveOfVeryLongDocumentsAndRecordingsSelect;

/** The files of one row. */
export async function find(scope: Where, id: string) {
  return db.archiveOfVeryLongDocumentsAndRecordings.findUnique({
    where: { id, AND: [scope] },
    select: columns,
  });
}

/** The files of the rows with these ids, whoever may see them. */
export async function listByIds(ids: string[]) {
  return db.archiveOfVeryLongDocumentsAndRecordings.findMany({
    where: { id: { in: ids } },
    take: ids.length,
    select: { id: true, ...columns },
  });
}

type FileChange = { before: StoredFile | null; after: StoredFile | null };

/** Replaces one file by another; null if the row or the file has changed meanwhile. */
export async function replace(
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
