import { db } from "~/server/db";
import { orNull } from "~/server/rows";
import { transaction } from "~/server/transaction";
import { fromRow, select, type Where } from "./row";

/** Deleted rows that can be restored: their parents are not deleted. */
const restorable: Where = {
  deletedAt: { not: null },
  wiki: {
    deletedAt: null,
  },
  AND: [
    {
      OR: [
        { parentId: null },
        {
          parent: {
            deletedAt: null,
          },
        },
      ],
    },
    {
      OR: [
        { coverId: null },
        {
          cover: {
            deletedAt: null,
          },
        },
      ],
    },
  ],
};

/** Null if no deleted row of `scope` has the id, or its parent is deleted. */
export async function restore(scope: Where, id: string) {
  const restored = transaction(async () => {
    return db.entry.update({
      where: { id, AND: [restorable, scope] },
      data: { deletedAt: null },
      select,
    });
  });
  const row = await orNull(restored);
  return row && fromRow(row);
}

/** Whether a row of `scope` is deleted. */
export async function isDeleted(scope: Where, id: string) {
  const row = await db.entry.findUnique({
    where: { id, deletedAt: { not: null }, AND: [scope] },
    select: { id: true },
  });
  return row !== null;
}
