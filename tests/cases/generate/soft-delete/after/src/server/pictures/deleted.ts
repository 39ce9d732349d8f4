import { db } from "~/server/db";
import { orNull } from "~/server/rows";
import { fromRow, select, type Where } from "./row";

/** Deleted rows that can be restored. */
const restorable: Where = {
  deletedAt: { not: null },
};

/** Null if no deleted row of `scope` has the id. */
export async function restore(scope: Where, id: string) {
  const row = await orNull(
    db.picture.update({
      where: { id, AND: [restorable, scope] },
      data: { deletedAt: null },
      select,
    }),
  );
  return row && fromRow(row);
}
