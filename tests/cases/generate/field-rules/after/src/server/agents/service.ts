import { type Actor } from "~/server/auth/access";
import { notFound } from "~/server/errors";
import { seenBy } from "./policy";
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
  return repository.create(input);
}

export async function update(
  scope: Where,
  actor: Actor | null,
  id: string,
  input: schema.Update,
) {
  // A change of nothing is no new version.
  if (Object.keys(input).length === 0) return get(scope, id);
  const updated = await repository.update(scope, id, input);
  if (!updated) throw notFound();
  return updated;
}

export async function remove(scope: Where, id: string) {
  const removed = await repository.remove(scope, id);
  if (!removed) throw notFound();
}
