import { known, visible, type Actor } from "~/server/auth/access";
import { notFound } from "~/server/errors";
import { assertReferences, type Ids } from "~/server/references";
import * as bannerPolicy from "~/server/banners/policy";
import * as singerPolicy from "~/server/singers/policy";
import * as singerService from "~/server/singers/service";
import * as policy from "./policy";
import * as repository from "./repository";
import type * as schema from "./schema";

type Where = repository.Where;

/** Which rows the actor may see beside choirs. */
function seenBy(actor: Actor | null): repository.Visible {
  return {
    leader: visible(singerPolicy.get, actor),
    singers: visible(singerPolicy.list, actor),
    friends: visible(policy.list, actor),
    friendsOf: visible(policy.list, actor),
    banner: visible(bannerPolicy.get, actor),
  };
}

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
  await assertPointers(actor, input);
  return repository.create({ ...input, userId: known(actor).id });
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
  if (!removed) throw notFound();
}

/** Refuses a body that points to what does not exist, or is not for the actor to use. */
async function assertPointers(
  actor: Actor | null,
  input: Partial<schema.Create>,
) {
  await singerService.assertVisible(actor, "leaderId", input.leaderId);
  await assertVisible(actor, "friendIds", input.friendIds);
}

/** Refuses ids of choirs that do not exist, or that the actor may not see. */
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

/** Refuses ids of choirs that the actor may not change, and so not add to. */
export async function assertChangeable(
  actor: Actor | null,
  field: string,
  ids: Ids,
) {
  const scope = policy.update(actor);
  await assertReferences(field, ids, async (wanted) =>
    scope ? repository.existing(scope, wanted) : [],
  );
}
