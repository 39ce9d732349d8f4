import { type Actor } from "~/server/auth/access";
import * as outside from "~/server/outside";
import { assertReferences } from "~/server/references";
import type * as schema from "./schema";

/** Throws if a body references rows that do not exist, or that the actor may not use. */
export async function assertInputReferences(
  actor: Actor | null,
  input: Partial<schema.Create>,
) {
  await assertReferences("chairId", input.chairId, outside.listUserIds);
  await assertReferences("founderId", input.founderId, outside.listUserIds);
  await assertReferences("memberIds", input.memberIds, outside.listUserIds);
}
