import { type Actor } from "~/server/auth/access";
import * as depotReferences from "~/server/depots/references";
import * as labelReferences from "~/server/labels/references";
import type * as schema from "./schema";

/** Refuses a body that points to what does not exist, or is not for the actor to use. */
export async function assertPointers(
  actor: Actor | null,
  input: Partial<schema.Create>,
) {
  await depotReferences.assertVisible(actor, "depotId", input.depotId);
  await labelReferences.assertVisible(actor, "labelIds", input.labelIds);
}
