import { type Actor } from "~/server/auth/access";
import * as walletReferences from "~/server/wallets/references";
import type * as schema from "./schema";

/** Refuses a body that points to what does not exist, or is not for the actor to use. */
export async function assertPointers(
  actor: Actor | null,
  input: Partial<schema.Create>,
) {
  await walletReferences.assertVisible(actor, "payerId", input.payerId);
  await walletReferences.assertVisible(actor, "payeeId", input.payeeId);
}
