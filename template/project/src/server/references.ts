import { AsyncLocalStorage } from "node:async_hooks";

import { type Actor, type Rule } from "~/server/auth/access";
import { AppError } from "~/server/errors";

/** Foreign keys in a body: one, several, or none. */
export type Ids<Id = string> = Id | readonly None<Id>[] | None<Id>;
type None<Id> = Id | null | undefined;

/** Returns a check that rejects ids of rows that do not exist, or to which a rule gives the actor no access. */
export function assertAccessible<Where>(
  rule: Rule<Where>,
  listIds: (scope: Where, ids: string[]) => Promise<{ id: string }[]>,
) {
  // A key per check: the rule is no key, since resources may share one, such as `everyone`.
  const key = Symbol("check");
  return async (actor: Actor | null, field: string, ids: Ids) => {
    const scope = rule(actor);
    const query = async (requested: string[]) =>
      scope ? listIds(scope, requested) : [];
    await assertReferences(field, ids, (requested) =>
      cachedIds(key, requested, query),
    );
  };
}

/** Ids that exist, by check, cached while a bulk request writes its items. */
const cache = new AsyncLocalStorage<Map<symbol, Set<string>>>();

/** Caches the checks of `work`, so that each id is looked up once. */
export async function withReferenceCache<T>(
  work: () => Promise<T>,
): Promise<T> {
  return cache.run(new Map(), work);
}

/** Fills the cache with a check; its refusals are ignored, since each item is checked again by itself. */
export async function ignoringRefusals(check: Promise<void>): Promise<void> {
  try {
    await check;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}

async function cachedIds(
  key: symbol,
  requested: string[],
  query: (ids: string[]) => Promise<{ id: string }[]>,
) {
  const entries = cache.getStore();
  if (!entries) return query(requested);
  const existing = entries.get(key) ?? new Set();
  entries.set(key, existing);
  const others = requested.filter((id) => !existing.has(id));
  const rows = others.length > 0 ? await query(others) : [];
  for (const { id } of rows) existing.add(id);
  return requested.filter((id) => existing.has(id)).map((id) => ({ id }));
}

/**
 * Throws `invalid` if an id does not exist, or belongs to a row that the actor may not see.
 *
 * A star in `field` stands for the index of each id.
 */
export async function assertReferences<Id extends string | number>(
  field: string,
  ids: Ids<Id>,
  listIds: (ids: Id[]) => Promise<{ id: Id }[]>,
): Promise<void> {
  const values = Array.isArray(ids)
    ? (ids as readonly None<Id>[])
    : [ids as None<Id>];
  const requested = values.filter((id) => id !== null && id !== undefined);
  if (requested.length === 0) return;
  const unique = [...new Set(requested)];
  const existing = new Set((await listIds(unique)).map(({ id }) => id));
  const missing = unique.filter((id) => !existing.has(id));
  if (missing.length === 0) return;
  const pointerTo = (id: Id) => {
    if (!Array.isArray(ids)) return `/${field}`;
    const place = field.includes("*") ? field : `${field}/*`;
    return `/${place.replace("*", String(values.indexOf(id)))}`;
  };
  throw new AppError(
    "invalid",
    `${field.replace(/^.*\//, "")} references a row that does not exist.`,
    missing.map((id) => ({
      pointer: pointerTo(id),
      code: "not_found",
      message: "No row has this id.",
    })),
  );
}
