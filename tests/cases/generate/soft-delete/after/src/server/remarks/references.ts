import { type Actor } from "~/server/auth/access";
import * as entryReferences from "~/server/entries/references";
import type * as schema from "./schema";

/** Throws if a body references rows that do not exist, or that the actor may not use. */
export async function assertInputReferences(
  actor: Actor | null,
  input: Partial<schema.Create>,
) {
  await entryReferences.assertVisible(actor, "entryId", input.entryId);
  await entryReferences.assertVisible(actor, "replyId", input.replyId);
}
