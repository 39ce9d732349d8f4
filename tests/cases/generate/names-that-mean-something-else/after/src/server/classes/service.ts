import { authorise, type Actor } from "~/server/auth/access";
import { orNotFound } from "~/server/errors";
import { withReferences } from "~/server/references";
import { transaction } from "~/server/transaction";
import * as policy from "./policy";
import * as repository from "./repository";
import * as schema from "./schema";

/** The rows that a body references, by field. */
export const { references } = repository;

export async function list(actor: Actor | null, query: schema.ListQuery) {
  return repository.list(actor, authorise(policy.list, actor), query);
}

export async function get(actor: Actor | null, id: string) {
  const scope = authorise(policy.get, actor);
  return orNotFound(await repository.find(scope, id));
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
) {
  const scope = authorise(policy.update, actor);
  if (Object.keys(input).length === 0) {
    return orNotFound(await repository.find(scope, id));
  }
  const patches: unknown[] = [input.import];
  const merges = patches.some((patch) => patch !== undefined);
  const merge = async () => {
    const row = merges ? await repository.lockJson(scope, id) : {};
    if (!row) return null;
    return repository.update(scope, id, schema.merge(input, row));
  };
  const change = async () => (merges ? transaction(merge) : merge());
  const updated = await withReferences(references, actor, input, change);
  return orNotFound(updated);
}

export async function remove(actor: Actor | null, id: string) {
  const scope = authorise(policy.remove, actor);
  orNotFound(await repository.remove(scope, id));
}
