import { type Actor, type Rule } from "~/server/auth/access";
import { AppError } from "~/server/errors";

/** The ids in a body that point to other rows: one, several, or none. */
export type Ids<Id = string> = Id | readonly None<Id>[] | None<Id>;
type None<Id> = Id | null | undefined;

/** Refuses ids that point to nothing, or to rows that a rule does not open for the actor. */
export function assertOpen<Where>(
  rule: Rule<Where>,
  existing: (scope: Where, ids: string[]) => Promise<{ id: string }[]>,
) {
  return async (actor: Actor | null, field: string, ids: Ids) => {
    const scope = rule(actor);
    await assertReferences(field, ids, async (wanted) =>
      scope ? existing(scope, wanted) : [],
    );
  };
}

/**
 * Refuses ids that point to nothing, or to rows that are not for the actor to see.
 *
 * The field of several ids may have a star where the number of each stands.
 */
export async function assertReferences<Id extends string | number>(
  field: string,
  ids: Ids<Id>,
  existing: (ids: Id[]) => Promise<{ id: Id }[]>,
): Promise<void> {
  const given = Array.isArray(ids)
    ? (ids as readonly None<Id>[])
    : [ids as None<Id>];
  const wanted = given.filter((id) => id !== null && id !== undefined);
  if (wanted.length === 0) return;
  const unique = [...new Set(wanted)];
  const found = new Set((await existing(unique)).map(({ id }) => id));
  const missing = unique.filter((id) => !found.has(id));
  if (missing.length === 0) return;
  const pointerTo = (id: Id) => {
    if (!Array.isArray(ids)) return `/${field}`;
    const place = field.includes("*") ? field : `${field}/*`;
    return `/${place.replace("*", String(given.indexOf(id)))}`;
  };
  throw new AppError(
    "invalid",
    `${field.replace(/^.*\//, "")} points to something that does not exist.`,
    missing.map((id) => ({
      pointer: pointerTo(id),
      code: "not_found",
      message: "There is nothing with this id.",
    })),
  );
}
