import { type Actor } from "~/server/auth/access";
import * as daybookReferences from "~/server/daybooks/references";
import type * as schema from "./schema";

/** Refuses a body that points to what does not exist, or is not for the actor to use. */
export async function assertPointers(
  actor: Actor | null,
  input: Partial<schema.Create>,
) {
  await daybookReferences.assertVisible(actor, "daybookId", input.daybookId);
}
