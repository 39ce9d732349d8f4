import { AsyncLocalStorage } from "node:async_hooks";

import { type Actor, type Rule } from "~/server/auth/access";
import { AppError } from "~/server/errors";
import { and } from "~/server/rows";
import { transaction } from "~/server/transaction";

type Id = string | number;

/** The rows that a field of a body may reference. */
export type Reference = {
  /** Those of the ids that exist, and that the actor may use. */
  listIds(actor: Actor | null, ids: Id[]): Promise<{ id: Id }[]>;
  /** Whether they are checked in the transaction that writes, since they can be soft-deleted. */
  softDelete?: boolean;
};

/** The references of a body, by field; of nested rows by the field that holds them. */
export type References = { readonly [field: string]: Reference | References };

/** A reference to the rows that a rule opens to the actor. */
export function reference<Where extends object>(target: {
  rule: Rule<Where>;
  find: (query: {
    where: Where;
    take: number;
    select: { id: true };
  }) => Promise<{ id: string }[]>;
  /** Rows that are not deleted. */
  where?: Where;
  softDelete?: boolean;
  /** Locks rows against deletion until the transaction ends. */
  lock?: (ids: string[]) => Promise<void>;
}): Reference {
  const { rule, find, where = {} as Where, softDelete, lock } = target;
  return {
    softDelete,
    listIds: async (actor, ids: string[]) => {
      const scope = rule(actor);
      if (!scope) return [];
      await lock?.(ids);
      const requested = { id: { in: ids } } as unknown as Where;
      return find({
        where: and(where, scope, requested),
        take: ids.length,
        select: { id: true },
      });
    },
  };
}

/**
 * Checks the references of a body and writes, in one transaction if one of the referenced rows can be
 * soft-deleted. Without that, foreign keys keep them from being deleted in between.
 */
export async function withReferences<Result>(
  references: References,
  actor: Actor | null,
  input: object,
  write: () => Promise<Result>,
): Promise<Result> {
  const placed = placesOf(references, input);
  const work = async () => {
    for (const one of placed) await assertReference(one, actor);
    return write();
  };
  const held = placed.some(({ reference }) => reference.softDelete);
  return held ? transaction(work) : work();
}

/** Ids that exist, by reference, cached while a bulk request writes its items. */
const cache = new AsyncLocalStorage<Map<Reference, Set<Id>>>();

/** Caches the references of `work`, so that each id is looked up once. */
export async function withReferenceCache<Result>(
  work: () => Promise<Result>,
): Promise<Result> {
  return cache.run(new Map(), work);
}

/** Looks the references of several bodies up, with one query for each field. */
export async function prefetchReferences(
  references: References,
  actor: Actor | null,
  inputs: object[],
): Promise<void> {
  for (const { reference, places } of placesOf(references, inputs)) {
    await listIds(reference, actor, distinctIds(places));
  }
}

/** Throws `invalid` if an id belongs to no row that the actor may use. */
async function assertReference(
  { field, reference, places }: Placed,
  actor: Actor | null,
): Promise<void> {
  const rows = await listIds(reference, actor, distinctIds(places));
  const existing = new Set(rows.map(({ id }) => id));
  const missing = places.filter(({ id }) => !existing.has(id));
  if (missing.length === 0) return;
  throw new AppError(
    "invalid",
    `${field} references a row that does not exist.`,
    missing.map(({ pointer }) => ({
      pointer,
      code: "not_found",
      message: "No row has this id.",
    })),
  );
}

async function listIds(
  reference: Reference,
  actor: Actor | null,
  ids: Id[],
): Promise<{ id: Id }[]> {
  const cached = cache.getStore();
  if (!cached) return reference.listIds(actor, ids);
  const existing = cached.get(reference) ?? new Set();
  cached.set(reference, existing);
  const others = ids.filter((id) => !existing.has(id));
  const rows = others.length > 0 ? await reference.listIds(actor, others) : [];
  for (const { id } of rows) existing.add(id);
  return ids.filter((id) => existing.has(id)).map((id) => ({ id }));
}

/** An id in a body, and its JSON Pointer. */
type Place = { pointer: string; id: Id };

/** A reference with the ids that a body has of it. */
type Placed = { field: string; reference: Reference; places: Place[] };

/** The ids of a body, by reference; references without ids are left out. */
function placesOf(references: References, input: object): Placed[] {
  const placed = new Map<Reference, Placed>();
  const visit = (
    entry: Reference | References,
    value: unknown,
    pointer: string,
    field: string,
  ): void => {
    if (value === null || value === undefined) return;
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) {
        visit(entry, item, `${pointer}/${index}`, field);
      }
    } else if (isReference(entry)) {
      const one = placed.get(entry) ?? { field, reference: entry, places: [] };
      one.places.push({ pointer, id: value as Id });
      placed.set(entry, one);
    } else {
      for (const [name, inner] of Object.entries(entry)) {
        const nested = (value as Record<string, unknown>)[name];
        visit(inner, nested, `${pointer}/${name}`, name);
      }
    }
  };
  visit(references, input, "", "");
  return [...placed.values()];
}

function isReference(entry: Reference | References): entry is Reference {
  return typeof entry.listIds === "function";
}

function distinctIds(places: Place[]): Id[] {
  return [...new Set(places.map(({ id }) => id))];
}
