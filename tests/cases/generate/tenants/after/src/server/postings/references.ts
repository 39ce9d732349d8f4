import { type Actor } from "~/server/auth/access";
import * as ledgerReferences from "~/server/ledgers/references";
import type * as schema from "./schema";

/** Refuses a body that points to what does not exist, or is not for the actor to use. */
export async function assertPointers(
  actor: Actor | null,
  input: Partial<schema.Create>,
) {
  await ledgerReferences.assertVisible(actor, "ledgerId", input.ledgerId);
}
