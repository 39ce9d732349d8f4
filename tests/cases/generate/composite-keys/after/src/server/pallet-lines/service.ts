import { authorise, type Actor } from "~/server/auth/access";
import { atVersion, orNotFound, versionConflict } from "~/server/errors";
import { withReferences } from "~/server/references";
import * as policy from "./policy";
import * as repository from "./repository";
import type * as schema from "./schema";

/** The rows that a body references, by field. */
export const { references } = repository;

export async function list(actor: Actor | null, query: schema.ListQuery) {
  return repository.list(actor, authorise(policy.list, actor), query);
}

/** One row, with the relations that the query includes. */
export async function get(
  actor: Actor | null,
  id: string,
  query?: schema.GetQuery,
) {
  const scope = authorise(policy.get, actor);
  return orNotFound(await repository.find(actor, scope, id, query?.include));
}

export async function create(actor: Actor | null, input: schema.Create) {
  authorise(policy.create, actor);
  return withReferences(references, actor, input, async () =>
    repository.create(input),
  );
}

export async function update(
  actor: Actor | null,
  id: string,
  input: schema.Update,
  version?: number,
) {
  const scope = authorise(policy.update, actor);
  const find = async () => repository.find(actor, scope, id);
  // An empty update does not increment the version.
  if (Object.keys(input).length === 0) return atVersion(await find(), version);
  const updated = await repository.update(scope, id, input, version);
  if (updated) return updated;
  throw versionConflict(await find());
}

export async function remove(
  actor: Actor | null,
  id: string,
  version?: number,
) {
  const scope = authorise(policy.remove, actor);
  const removed = await repository.remove(scope, id, version);
  if (removed) return;
  throw versionConflict(await repository.find(actor, scope, id));
}
