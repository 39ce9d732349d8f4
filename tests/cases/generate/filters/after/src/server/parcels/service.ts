import { visible, type Actor } from "~/server/auth/access";
import { notFound } from "~/server/errors";
import * as carrierPolicy from "~/server/carriers/policy";
import * as carrierService from "~/server/carriers/service";
import * as stampService from "~/server/stamps/service";
import * as repository from "./repository";
import type * as schema from "./schema";

type Where = repository.Where;

/** Which rows the actor may see beside parcels. */
function seenBy(actor: Actor | null): repository.Visible {
  return {
    carrier: visible(carrierPolicy.get, actor),
    backup: visible(carrierPolicy.get, actor),
  };
}

export async function list(
  scope: Where,
  actor: Actor | null,
  query: schema.ListQuery,
) {
  return repository.list(scope, query, seenBy(actor));
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
  if (!removed) throw notFound();
}

/** Refuses a body that points to what does not exist, or is not for the actor to use. */
async function assertPointers(
  actor: Actor | null,
  input: Partial<schema.Create>,
) {
  await carrierService.assertVisible(actor, "carrierId", input.carrierId);
  await carrierService.assertVisible(actor, "backupId", input.backupId);
  await stampService.assertVisible(actor, "stampIds", input.stampIds);
}
