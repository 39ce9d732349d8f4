import { authorise, requireActor, type Actor } from "~/server/auth/access";
import { cacheOf } from "~/server/cache/answers";
import { orNotFound } from "~/server/errors";
import { withReferences } from "~/server/references";
import * as policy from "./policy";
import * as repository from "./repository";
import { select } from "./row";
import type * as schema from "./schema";

const cached = cacheOf("slides", {
  seconds: 30,
  tables: ["Discipline", "Lecture", "Slide", "_DisciplineToLecture", "user"],
  select,
});

/** The rows that a body references, by field. */
export const { references } = repository;

export async function list(actor: Actor | null, query: schema.ListQuery) {
  const scope = authorise(policy.list, actor);
  return cached(["list", actor?.role, scope, query], () =>
    repository.list(actor, scope, query),
  );
}

/** One row, with the relations that the query includes. */
export async function get(
  actor: Actor | null,
  id: string,
  query?: schema.GetQuery,
) {
  const scope = authorise(policy.get, actor);
  const include = query?.include;
  const row = await cached(["get", actor?.role, scope, id, include], () =>
    repository.find(actor, scope, id, include),
  );
  return orNotFound(row);
}

export async function create(actor: Actor | null, input: schema.Create) {
  authorise(policy.create, actor);
  return withReferences(references, actor, input, async () =>
    repository.create({ ...input, userId: requireActor(actor).id }),
  );
}

export async function update(
  actor: Actor | null,
  id: string,
  input: schema.Update,
) {
  const scope = authorise(policy.update, actor);
  if (Object.keys(input).length === 0) {
    return orNotFound(await repository.find(actor, scope, id));
  }
  const change = async () => repository.update(scope, id, input);
  const updated = await withReferences(references, actor, input, change);
  return orNotFound(updated);
}

export async function remove(actor: Actor | null, id: string) {
  const scope = authorise(policy.remove, actor);
  orNotFound(await repository.remove(scope, id));
}
