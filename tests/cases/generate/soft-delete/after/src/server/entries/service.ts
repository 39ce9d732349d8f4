import { type Actor } from "~/server/auth/access";
import { inUse, notFound, parentDeleted } from "~/server/errors";
import { assertReferences, type Ids } from "~/server/references";
import * as pictureService from "~/server/pictures/service";
import * as themeService from "~/server/themes/service";
import * as wikiService from "~/server/wikis/service";
import * as policy from "./policy";
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
  await assertPointers(actor, input);
  return repository.create(input);
}

export async function update(
  scope: Where,
  actor: Actor | null,
  id: string,
  input: schema.Update,
) {
  await assertPointers(actor, input);
  const updated = await repository.update(scope, id, input);
  if (!updated) throw notFound();
  return updated;
}

export async function remove(scope: Where, id: string) {
  const removed = await repository.remove(scope, id);
  if (removed) return;
  await get(scope, id);
  throw inUse("entries");
}

/** Brings one back that was deleted; one that was not stays as it is. */
export async function restore(scope: Where, id: string) {
  const restored = await repository.restore(scope, id);
  if (restored) return restored;
  if (await repository.isDeleted(scope, id)) throw parentDeleted();
  return get(scope, id);
}

/** Refuses a body that points to what does not exist, or is not for the actor to use. */
async function assertPointers(
  actor: Actor | null,
  input: Partial<schema.Create>,
) {
  await wikiService.assertChangeable(actor, "wikiId", input.wikiId);
  await assertVisible(actor, "parentId", input.parentId);
  await pictureService.assertVisible(actor, "coverId", input.coverId);
  await themeService.assertVisible(actor, "themeIds", input.themeIds);
}

/** Refuses ids of entries that do not exist, or that the actor may not see. */
export async function assertVisible(
  actor: Actor | null,
  field: string,
  ids: Ids,
) {
  const scope = policy.get(actor);
  await assertReferences(field, ids, async (wanted) =>
    scope ? repository.existing(scope, wanted) : [],
  );
}
