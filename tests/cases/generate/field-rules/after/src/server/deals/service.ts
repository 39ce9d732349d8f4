import { known, type Actor } from "~/server/auth/access";
import { assertWritable } from "~/server/auth/fields";
import {
  assertVersion,
  inUse,
  notFound,
  versionConflict,
} from "~/server/errors";
import { transaction } from "~/server/transaction";
import * as deleted from "./deleted";
import { fields, seenBy } from "./policy";
import { assertPointers } from "./references";
import * as repository from "./repository";
import { type Where } from "./row";
import type * as schema from "./schema";

export async function list(
  scope: Where,
  actor: Actor | null,
  query: schema.ListQuery,
) {
  return repository.list(scope, query, seenBy(actor));
}

/** One, with what the query includes. */
export async function show(
  scope: Where,
  actor: Actor | null,
  id: string,
  { include }: schema.GetQuery,
) {
  const found = await repository.show(scope, id, include, seenBy(actor));
  if (!found) throw notFound();
  return found;
}

export async function get(scope: Where, id: string) {
  const found = await repository.find(scope, id);
  if (!found) throw notFound();
  return found;
}

export async function create(actor: Actor | null, input: schema.Create) {
  assertWritable(fields, actor, input);
  return transaction(async () => {
    await assertPointers(actor, input);
    return repository.create({ ...input, userId: known(actor).id });
  });
}

export async function update(
  scope: Where,
  actor: Actor | null,
  id: string,
  input: schema.Update,
  version?: number,
) {
  assertWritable(fields, actor, input);
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
  assertVersion(version, current.version);
  throw inUse("tasks");
}

/** Brings one back that was deleted; one that was not stays as it is. */
export async function restore(scope: Where, id: string) {
  const restored = await deleted.restore(scope, id);
  return restored ?? get(scope, id);
}
