import { type Actor } from "~/server/auth/access";
import { notFound } from "~/server/errors";
import { transaction } from "~/server/transaction";
import { assertInputReferences } from "./references";
import * as repository from "./repository";
import { type Where } from "./row";
import * as schema from "./schema";

export async function list(scope: Where, query: schema.ListQuery) {
  return repository.list(scope, query);
}

export async function get(scope: Where, id: string) {
  const row = await repository.find(scope, id);
  if (!row) throw notFound();
  return row;
}

export async function create(actor: Actor | null, input: schema.Create) {
  await assertInputReferences(actor, input);
  return repository.create(input);
}

export async function update(
  scope: Where,
  actor: Actor | null,
  id: string,
  input: schema.Update,
) {
  // An empty update does not increment the version.
  if (Object.keys(input).length === 0) return get(scope, id);
  const patches: unknown[] = [input.import];
  const merges = patches.some((patch) => patch !== undefined);
  const change = async () => {
    await assertInputReferences(actor, input);
    const row = merges ? await repository.lockJson(scope, id) : {};
    if (!row) return null;
    return repository.update(scope, id, schema.merge(input, row));
  };
  const updated = await (merges ? transaction(change) : change());
  if (!updated) throw notFound();
  return updated;
}

export async function remove(scope: Where, id: string) {
  const removed = await repository.remove(scope, id);
  if (!removed) throw notFound();
}
