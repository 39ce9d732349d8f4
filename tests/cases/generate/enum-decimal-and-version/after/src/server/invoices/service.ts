import { type Actor } from "~/server/auth/access";
import { AppError, notFound } from "~/server/errors";
import * as repository from "./repository";
import type * as schema from "./schema";

type Where = repository.Where;

export async function list(scope: Where, query: schema.ListQuery) {
  return repository.list(scope, query);
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
  version?: number,
) {
  const updated = await repository.update(scope, id, input, version);
  if (updated) return updated;
  const current = await get(scope, id);
  throw new AppError(
    "version_conflict",
    `Somebody changed it: it is at version ${current.version} now.`,
  );
}

export async function remove(scope: Where, id: string) {
  const removed = await repository.remove(scope, id);
  if (!removed) throw notFound();
}
