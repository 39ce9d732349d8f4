import { AsyncLocalStorage } from "node:async_hooks";

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
  // Not the rule, which other resources may have too, as `everyone`.
  const key = Symbol("what is open");
  return async (actor: Actor | null, field: string, ids: Ids) => {
    const scope = rule(actor);
    const look = async (wanted: string[]) =>
      scope ? existing(scope, wanted) : [];
    await assertReferences(field, ids, (wanted) => known(key, wanted, look));
  };
}

/** The ids that were found already while many rows are written, by the check that asked for them. */
const memory = new AsyncLocalStorage<Map<symbol, Set<string>>>();

/** Looks up every id once, however many rows point to it. */
export async function remembering<T>(work: () => Promise<T>): Promise<T> {
  return memory.run(new Map(), work);
}

/** Looks ids up to remember them. Which of them are refused is for those to say who ask for one. */
export async function lookedUp(check: Promise<void>): Promise<void> {
  try {
    await check;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}

async function known(
  key: symbol,
  wanted: string[],
  look: (ids: string[]) => Promise<{ id: string }[]>,
) {
  const memories = memory.getStore();
  if (!memories) return look(wanted);
  const found = memories.get(key) ?? new Set();
  memories.set(key, found);
  const others = wanted.filter((id) => !found.has(id));
  const rows = others.length > 0 ? await look(others) : [];
  for (const { id } of rows) found.add(id);
  return wanted.filter((id) => found.has(id)).map((id) => ({ id }));
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
