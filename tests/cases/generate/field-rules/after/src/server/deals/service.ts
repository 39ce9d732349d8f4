import { requireActor, type Actor } from "~/server/auth/access";
import { assertWritable } from "~/server/auth/fields";
import {
  assertVersion,
  inUse,
  notFound,
  versionConflict,
} from "~/server/errors";
import { transaction } from "~/server/transaction";
import * as deleted from "./deleted";
import { fields, visibleTo } from "./policy";
import { assertInputReferences } from "./references";
import * as repository from "./repository";
import { type Where } from "./row";
import type * as schema from "./schema";

export async function list(
  scope: Where,
  actor: Actor | null,
  query: schema.ListQuery,
) {
  return repository.list(scope, query, visibleTo(actor));
}

/** One row, with the relations that the query includes. */
export async function getWithIncluded(
  scope: Where,
  actor: Actor | null,
  id: string,
  { include }: schema.GetQuery,
) {
  const row = await repository.findWithIncluded(
    scope,
    id,
    include,
    visibleTo(actor),
  );
  if (!row) throw notFound();
  return row;
}

export async function get(scope: Where, id: string) {
  const row = await repository.find(scope, id);
  if (!row) throw notFound();
  return row;
}

export async function create(actor: Actor | null, input: schema.Create) {
  assertWritable(fields, actor, input);
  return transaction(async () => {
    await assertInputReferences(actor, input);
    return repository.create({ ...input, userId: requireActor(actor).id });
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
  // An empty update does not increment the version.
  if (Object.keys(input).length === 0) {
    const current = await get(scope, id);
    assertVersion(version, current.version);
    return current;
  }
  await assertInputReferences(actor, input);
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

/** Restores a deleted row; a row that is not deleted is returned unchanged. */
export async function restore(scope: Where, id: string) {
  const restored = await deleted.restore(scope, id);
  return restored ?? get(scope, id);
}
