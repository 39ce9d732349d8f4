import { type Actor } from "~/server/auth/access";
import { assertOpen } from "~/server/references";
import * as mapReferences from "~/server/maps/references";
import * as objectReferences from "~/server/objects/references";
import * as policy from "./policy";
import * as repository from "./repository";
import type * as schema from "./schema";

/** Refuses a body that points to what does not exist, or is not for the actor to use. */
export async function assertPointers(
  actor: Actor | null,
  input: Partial<schema.Create> | schema.Update,
) {
  await objectReferences.assertVisible(actor, "objectId", input.objectId);
  await mapReferences.assertVisible(actor, "mapIds", input.mapIds);
}

/** Refuses ids of classes that do not exist, or that the actor may not see. */
export const assertVisible = assertOpen(policy.get, repository.existing);
