import { type Actor } from "~/server/auth/access";
import * as carrierReferences from "~/server/carriers/references";
import * as stampReferences from "~/server/stamps/references";
import type * as schema from "./schema";

/** Refuses a body that points to what does not exist, or is not for the actor to use. */
export async function assertPointers(
  actor: Actor | null,
  input: Partial<schema.Create>,
) {
  await carrierReferences.assertVisible(actor, "carrierId", input.carrierId);
  await carrierReferences.assertVisible(actor, "backupId", input.backupId);
  await stampReferences.assertVisible(actor, "stampIds", input.stampIds);
}
