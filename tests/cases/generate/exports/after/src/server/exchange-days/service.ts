import { authorise, type Actor } from "~/server/auth/access";
import { cacheOf } from "~/server/cache/answers";
import { orNotFound } from "~/server/errors";
import * as policy from "./policy";
import * as repository from "./repository";
import { select } from "./row";
import type * as schema from "./schema";

const cached = cacheOf("exchange-days", {
  seconds: 3600,
  tables: ["ExchangeDay"],
  select,
});

export async function list(actor: Actor | null, query: schema.ListQuery) {
  const scope = authorise(policy.list, actor);
  return cached(["list", scope, query], () =>
    repository.list(actor, scope, query),
  );
}

/** A page of the list as it is stored, not as it is cached. */
export async function readPage(actor: Actor | null, query: schema.ListQuery) {
  return repository.list(actor, authorise(policy.list, actor), query);
}

export async function get(actor: Actor | null, id: string) {
  const scope = authorise(policy.get, actor);
  const row = await cached(["get", scope, id], () =>
    repository.find(scope, id),
  );
  return orNotFound(row);
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
