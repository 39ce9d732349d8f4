import { authorise, requireActor, type Actor } from "~/server/auth/access";
import { atVersion, orNotFound, versionConflict } from "~/server/errors";
import { changeState } from "~/server/state-changes";
import * as policy from "./policy";
import * as repository from "./repository";
import type * as schema from "./schema";
import { transitions, type Action } from "./states";

export async function list(actor: Actor | null, query: schema.ListQuery) {
  return repository.list(actor, authorise(policy.list, actor), query);
}

export async function get(actor: Actor | null, id: string) {
  const scope = authorise(policy.get, actor);
  return orNotFound(await repository.find(scope, id));
}

export async function create(actor: Actor | null, input: schema.Create) {
  authorise(policy.create, actor);
  return repository.create({ ...input, userId: requireActor(actor).id });
}

export async function update(
  actor: Actor | null,
  id: string,
  input: schema.Update,
  version?: number,
) {
  const scope = authorise(policy.update, actor);
  const find = async () => repository.find(scope, id);
  // An empty update does not increment the version.
  if (Object.keys(input).length === 0) return atVersion(await find(), version);
  const updated = await repository.update(scope, id, input, version);
  if (updated) return updated;
  throw versionConflict(await find());
}

/** Takes an action on one row: a transition of `states.ts`. */
export async function act(
  actor: Actor | null,
  id: string,
  action: Action,
  version?: number,
) {
  return changeState({
    actor,
    resource: "Repair",
    id,
    action,
    transitions,
    rules: policy.actions,
    version,
    find: async (scope: policy.Where) => repository.find(scope, id),
    update: async (scope, change: schema.States) =>
      repository.update(scope, id, change, version),
  });
}

export async function remove(
  actor: Actor | null,
  id: string,
  version?: number,
) {
  const scope = authorise(policy.remove, actor);
  const removed = await repository.remove(scope, id, version);
  if (removed) return;
  throw versionConflict(await repository.find(scope, id));
}
