import { AppError } from "~/server/errors";

/** The ids in a body that point to other rows: one, several, or none. */
export type Ids<Id = string> = Id | Id[] | null | undefined;

/** Refuses ids that point to nothing, or to rows that are not for the actor to see. */
export async function assertReferences<Id extends string | number>(
  field: string,
  ids: Ids<Id>,
  existing: (ids: Id[]) => Promise<{ id: Id }[]>,
): Promise<void> {
  if (ids === null || ids === undefined) return;
  const wanted = Array.isArray(ids) ? ids : [ids];
  if (wanted.length === 0) return;
  const found = new Set((await existing(wanted)).map(({ id }) => id));
  const missing = wanted.filter((id) => !found.has(id));
  if (missing.length === 0) return;
  throw new AppError(
    "invalid",
    `${field} points to something that does not exist.`,
    missing.map((id) => ({
      pointer: Array.isArray(ids)
        ? `/${field}/${ids.indexOf(id)}`
        : `/${field}`,
      code: "not_found",
      message: "There is nothing with this id.",
    })),
  );
}
