import { authorise, type Actor } from "~/server/auth/access";
import { orNotFound } from "~/server/errors";
import * as policy from "./policy";
import * as repository from "./repository";
import type * as schema from "./schema";

export async function list(actor: Actor | null, query: schema.ListQuery) {
  return repository.list(actor, authorise(policy.list, actor), query);
}

export async function get(actor: Actor | null, id: string) {
  const scope = authorise(policy.get, actor);
  return orNotFound(await repository.find(scope, id));
}

export async function create(actor: Actor | null, input: schema.Create) {
  authorise(policy.create, actor);
  return repository.create(input);
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
  const updated = await repository.update(scope, id, input);
  return orNotFound(updated);
}

export async function remove(actor: Actor | null, id: string) {
  const scope = authorise(policy.remove, actor);
  orNotFound(await repository.remove(scope, id));
}
