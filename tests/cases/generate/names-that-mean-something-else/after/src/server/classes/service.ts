import { authorise, type Actor } from "~/server/auth/access";
import { orNotFound } from "~/server/errors";
import { transaction } from "~/server/transaction";
import * as policy from "./policy";
import { assertInputReferences } from "./references";
import * as repository from "./repository";
import * as schema from "./schema";

export async function list(actor: Actor | null, query: schema.ListQuery) {
  return repository.list(actor, authorise(policy.list, actor), query);
}

export async function get(actor: Actor | null, id: string) {
  const scope = authorise(policy.get, actor);
  return orNotFound(await repository.find(scope, id));
}

export async function create(actor: Actor | null, input: schema.Create) {
  authorise(policy.create, actor);
  await assertInputReferences(actor, input);
  return repository.create(input);
}

export async function update(
  actor: Actor | null,
  id: string,
  input: schema.Update,
) {
  const scope = authorise(policy.update, actor);
  // An empty update does not increment the version.
  if (Object.keys(input).length === 0) {
    return orNotFound(await repository.find(scope, id));
  }
  const patches: unknown[] = [input.import];
  const merges = patches.some((patch) => patch !== undefined);
  const change = async () => {
    await assertInputReferences(actor, input);
    const row = merges ? await repository.lockJson(scope, id) : {};
    if (!row) return null;
    return repository.update(scope, id, schema.merge(input, row));
  };
  const updated = await (merges ? transaction(change) : change());
  return orNotFound(updated);
}

export async function remove(actor: Actor | null, id: string) {
  const scope = authorise(policy.remove, actor);
  orNotFound(await repository.remove(scope, id));
}
