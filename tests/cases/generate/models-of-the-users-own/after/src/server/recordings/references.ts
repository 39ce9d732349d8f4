import { type Actor } from "~/server/auth/access";
import * as outside from "~/server/outside";
import { assertReferences } from "~/server/references";
import type * as schema from "./schema";

/** Refuses a body that points to what does not exist, or is not for the actor to use. */
export async function assertPointers(
  actor: Actor | null,
  input: Partial<schema.Create>,
) {
  await assertReferences("studioId", input.studioId, outside.existingStudios);
  await assertReferences(
    "fallbackId",
    input.fallbackId,
    outside.existingStudios,
  );
  await assertReferences(
    "mixedById",
    input.mixedById,
    outside.existingStudioChiefs,
  );
  await assertReferences("ledgerId", input.ledgerId, outside.existingLedgers);
  await assertReferences("seenInIds", input.seenInIds, outside.existingStudios);
}
