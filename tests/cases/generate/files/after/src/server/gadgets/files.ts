import { db, type Prisma } from "~/server/db";
import { jsonOf, orNull, type StoredFile } from "~/server/rows";
import { fromRow, select, type Where } from "./row";
import type * as schema from "./schema";

/** The columns that are files. */
export const columns = {
  photo: true,
  manual: true,
} satisfies Prisma.GadgetSelect;

/** The files of one. */
export async function find(scope: Where, id: string) {
  return db.gadget.findUnique({
    where: { id, AND: [scope] },
    select: columns,
  });
}

/** The files of all that have one of the ids, whoever asks. */
export async function findMany(ids: string[]) {
  return db.gadget.findMany({
    where: { id: { in: ids } },
    take: ids.length,
    select: { id: true, ...columns },
  });
}

type FileChange = { before: StoredFile | null; after: StoredFile | null };

/** Puts one file in the place of another; null where that one, or the row, is gone. */
export async function replace(
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
