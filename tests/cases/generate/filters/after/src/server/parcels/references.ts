import { type Actor } from "~/server/auth/access";
import * as carrierReferences from "~/server/carriers/references";
import * as stampReferences from "~/server/stamps/references";
import type * as schema from "./schema";

/** Throws if a body references rows that do not exist, or that the actor may not use. */
export async function assertInputReferences(
  actor: Actor | null,
  input: Partial<schema.Create>,
) {
  await carrierReferences.assertVisible(actor, "carrierId", input.carrierId);
  await carrierReferences.assertVisible(actor, "backupId", input.backupId);
  await stampReferences.assertVisible(actor, "stampIds", input.stampIds);
}
