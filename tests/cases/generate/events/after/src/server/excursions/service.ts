import { authorise, requireActor, type Actor } from "~/server/auth/access";
import { atVersion, orNotFound, versionConflict } from "~/server/errors";
import * as files from "~/server/files/attachments";
import * as passengerPolicy from "~/server/passengers/policy";
import * as passengerService from "~/server/passengers/service";
import { withReferences } from "~/server/references";
import { changeState } from "~/server/state-changes";
import * as policy from "./policy";
import * as repository from "./writes";
import type * as schema from "./schema";
import { transitions, type Action } from "./states";

/** The rows that a body references, by field. */
export const references = {
  passengers: passengerService.references,
};

export async function list(actor: Actor | null, query: schema.ListQuery) {
  return repository.list(actor, authorise(policy.list, actor), query);
}

/** One row, with the relations that the query includes. */
export async function get(
  actor: Actor | null,
  id: string,
  query?: schema.GetQuery,
) {
  const scope = authorise(policy.get, actor);
  return orNotFound(await repository.find(actor, scope, id, query?.include));
}

export async function create(actor: Actor | null, input: schema.Create) {
  authorise(policy.create, actor);
  if (input.passengers?.length) authorise(passengerPolicy.create, actor);
  return withReferences(references, actor, input, async () =>
    repository.create(actor, { ...input, userId: requireActor(actor).id }),
  );
}

export async function update(
  actor: Actor | null,
  id: string,
  input: schema.Update,
  version?: number,
) {
  const scope = authorise(policy.update, actor);
  const find = async () => repository.find(actor, scope, id);
  // An empty update does not increment the version.
  if (Object.keys(input).length === 0) return atVersion(await find(), version);
  const updated = await repository.update(actor, scope, id, input, version);
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
    resource: "Excursion",
    id,
    action,
    transitions,
    rules: policy.actions,
    version,
    find: async (scope: policy.Where) => repository.find(actor, scope, id),
    update: async (scope, change: schema.States) =>
      repository.act(action, actor, scope, id, change, version),
  });
}

export async function remove(
  actor: Actor | null,
  id: string,
  version?: number,
) {
  const scope = authorise(policy.remove, actor);
  const removed = await repository.remove(scope, id, version);
  if (removed) {
    return files.discard(removed.map);
  }
  throw versionConflict(await repository.find(actor, scope, id));
}
