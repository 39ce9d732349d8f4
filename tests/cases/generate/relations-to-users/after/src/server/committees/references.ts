import { type Actor } from "~/server/auth/access";
import * as outside from "~/server/outside";
import { assertReferences } from "~/server/references";
import type * as schema from "./schema";

/** Refuses a body that points to what does not exist, or is not for the actor to use. */
export async function assertPointers(
  actor: Actor | null,
  input: Partial<schema.Create>,
) {
  await assertReferences("chairId", input.chairId, outside.existingUsers);
  await assertReferences("founderId", input.founderId, outside.existingUsers);
  await assertReferences("memberIds", input.memberIds, outside.existingUsers);
}
