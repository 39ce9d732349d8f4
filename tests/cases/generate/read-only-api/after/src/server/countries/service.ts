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
