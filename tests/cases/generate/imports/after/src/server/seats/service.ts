import { authorise, requireActor, type Actor } from "~/server/auth/access";
import { assertWritable } from "~/server/auth/fields";
import { orNotFound } from "~/server/errors";
import * as policy from "./policy";
import * as repository from "./repository";
import type * as schema from "./schema";

export async function list(actor: Actor | null, query: schema.ListQuery) {
  return repository.list(actor, authorise(policy.list, actor), query);
}

export async function get(actor: Actor | null, id: string) {
  const scope = authorise(policy.get, actor);
  return orNotFound(await repository.find(actor, scope, id));
}

export async function create(actor: Actor | null, input: schema.Create) {
  authorise(policy.create, actor);
  assertWritable(policy.fields, actor, input);
  return repository.create(actor, { ...input, userId: requireActor(actor).id });
}

export async function update(
  actor: Actor | null,
  id: string,
  input: schema.Update,
) {
  const scope = authorise(policy.update, actor);
  assertWritable(policy.fields, actor, input);
  if (Object.keys(input).length === 0) {
    return orNotFound(await repository.find(actor, scope, id));
  }
  const updated = await repository.update(actor, scope, id, input);
  return orNotFound(updated);
}

/** The id of the row that has the values of `by` and that the actor may update; null if there is none. */
export async function idBy(actor: Actor | null, by: policy.Where) {
  return repository.idBy(authorise(policy.update, actor), by);
}

export async function remove(actor: Actor | null, id: string) {
  const scope = authorise(policy.remove, actor);
  orNotFound(await repository.remove(scope, id));
}
