import { known, type Actor } from "~/server/auth/access";
import { assertVersion, notFound, versionConflict } from "~/server/errors";
import * as deleted from "./deleted";
import { assertPointers } from "./references";
import * as repository from "./repository";
import { type Where } from "./row";
import type * as schema from "./schema";

export async function list(scope: Where, query: schema.ListQuery) {
  return repository.list(scope, query);
}

export async function get(scope: Where, id: string) {
  const found = await repository.find(scope, id);
  if (!found) throw notFound();
  return found;
}

export async function create(actor: Actor | null, input: schema.Create) {
  await assertPointers(actor, input);
  return repository.create({ ...input, userId: known(actor).id });
}

export async function update(
  scope: Where,
  actor: Actor | null,
  id: string,
  input: schema.Update,
  version?: number,
) {
  // A change of nothing is no new version.
  if (Object.keys(input).length === 0) {
    const current = await get(scope, id);
    assertVersion(version, current.version);
    return current;
  }
  await assertPointers(actor, input);
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

/** Brings one back that was deleted; one that was not stays as it is. */
export async function restore(scope: Where, id: string) {
  const restored = await deleted.restore(scope, id);
  return restored ?? get(scope, id);
}
