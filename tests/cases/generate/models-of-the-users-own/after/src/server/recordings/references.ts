import { type Actor } from "~/server/auth/access";
import * as outside from "~/server/outside";
import { assertReferences } from "~/server/references";
import type * as schema from "./schema";

/** Throws if a body references rows that do not exist, or that the actor may not use. */
export async function assertInputReferences(
  actor: Actor | null,
  input: Partial<schema.Create>,
) {
  await assertReferences("studioId", input.studioId, outside.listStudioIds);
  await assertReferences("fallbackId", input.fallbackId, outside.listStudioIds);
  await assertReferences(
    "mixedById",
    input.mixedById,
    outside.listStudioChiefIds,
  );
  await assertReferences("ledgerId", input.ledgerId, outside.listLedgerIds);
  await assertReferences("seenInIds", input.seenInIds, outside.listStudioIds);
}
