import { type Actor } from "~/server/auth/access";
import { assertVersion, notFound, versionConflict } from "~/server/errors";
import * as repository from "./repository";
import { type Where } from "./row";
import type * as schema from "./schema";

export async function list(scope: Where, query: schema.ListQuery) {
  return repository.list(scope, query);
}

export async function get(scope: Where, id: string) {
  const row = await repository.find(scope, id);
  if (!row) throw notFound();
  return row;
}

export async function create(actor: Actor | null, input: schema.Create) {
  return repository.create(input);
}

export async function update(
  scope: Where,
  actor: Actor | null,
  id: string,
  input: schema.Update,
  version?: number,
) {
  // An empty update does not increment the version.
  if (Object.keys(input).length === 0) {
    const current = await get(scope, id);
    assertVersion(version, current.version);
    return current;
  }
  const updated = await repository.update(scope, id, input, version);
  if (updated) return updated;
  const current = await get(scope, id);
  throw versionConflict(current.version);
}

export async function remove(scope: Where, id: string, version?: number) {
  const removed = await repository.remove(scope, id, version);
  if (removed) return;
  const current = await get(scope, id);
  throw versionConflict(current.version);
}
