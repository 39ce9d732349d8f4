import { type Actor } from "~/server/auth/access";
import { assertOpen } from "~/server/references";
import * as notebookReferences from "~/server/notebooks/references";
import * as policy from "./policy";
import * as repository from "./repository";
import type * as schema from "./schema";

/** Refuses a body that points to what does not exist, or is not for the actor to use. */
export async function assertPointers(
  actor: Actor | null,
  input: Partial<schema.Create>,
) {
  await notebookReferences.assertChangeable(
    actor,
    "notebookId",
    input.notebookId,
  );
}

/** Refuses ids of pages that do not exist, or that the actor may not see. */
export const assertVisible = assertOpen(policy.get, repository.existing);

/** Refuses ids of pages that the actor may not change, and so not add to. */
export const assertChangeable = assertOpen(policy.update, repository.existing);
