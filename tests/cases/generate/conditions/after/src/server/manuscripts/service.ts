import { authorise, requireActor, type Actor } from "~/server/auth/access";
import { checked } from "~/server/auth/conditions";
import { withRelated } from "~/server/auth/related";
import { atVersion, orNotFound, versionConflict } from "~/server/errors";
import * as passagePolicy from "~/server/passages/policy";
import * as passageService from "~/server/passages/service";
import { withReferences } from "~/server/references";
import { transaction } from "~/server/transaction";
import * as policy from "./policy";
import * as repository from "./repository";
import * as schema from "./schema";

/** The rows that a body references, by field. */
export const references = {
  ...repository.references,
  passages: passageService.references,
};

export async function list(caller: Actor | null, query: schema.ListQuery) {
  const actor = await withRelated(caller, "workspaceMember");
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
  const scope = authorise(policy.create, actor);
  if (input.passages?.length) authorise(passagePolicy.create, actor);
  const write = async () => {
    const row = await repository.create({
      ...input,
      userId: requireActor(actor).id,
    });
    if (input.passages?.length) {
      await passageService.assertCreated(
        actor,
        { manuscriptId: row.id },
        input.passages.length,
      );
    }
    return row;
  };
  const find = async (id: string) => repository.find(actor, scope, id);
  return withReferences(references, actor, input, async () =>
    checked(actor, scope, async () => transaction(write), find),
  );
}

export async function update(
  actor: Actor | null,
  id: string,
  input: schema.Update,
  version?: number,
) {
  const scope = authorise(policy.update, actor);
  const check = authorise(policy.updated, actor);
  const find = async () => repository.find(actor, scope, id);
  // An empty update does not increment the version.
  if (Object.keys(input).length === 0) return atVersion(await find(), version);
  const patches: unknown[] = [input.meta];
  const merges = patches.some((patch) => patch !== undefined);
  const merge = async () => {
    const row = merges ? await repository.lockJson(scope, id, version) : {};
    if (!row) return null;
    return repository.update(scope, id, schema.merge(input, row), version);
  };
  const write = async () => (merges ? transaction(merge) : merge());
  const found = async () => repository.find(actor, check, id);
  const change = async () => checked(actor, check, write, found);
  const updated = await withReferences(references, actor, input, change);
  if (updated) return updated;
  throw versionConflict(await find());
}

export async function remove(
  actor: Actor | null,
  id: string,
  version?: number,
) {
  const scope = authorise(policy.remove, actor);
  const removed = await repository.remove(scope, id, version);
  if (removed) return;
  throw versionConflict(await repository.find(actor, scope, id));
}
