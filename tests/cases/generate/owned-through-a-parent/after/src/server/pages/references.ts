import { type Actor } from "~/server/auth/access";
import { assertAccessible } from "~/server/references";
import * as notebookReferences from "~/server/notebooks/references";
import * as policy from "./policy";
import * as repository from "./repository";
import type * as schema from "./schema";

/** Throws if a body references rows that do not exist, or that the actor may not use. */
export async function assertInputReferences(
  actor: Actor | null,
  input: Partial<schema.Create>,
) {
  await notebookReferences.assertUpdatable(
    actor,
    "notebookId",
    input.notebookId,
  );
}

/** Throws if pages with these ids do not exist, or the actor may not see them. */
export const assertVisible = assertAccessible(policy.get, repository.listIds);

/** Throws if pages with these ids do not exist, or the actor may not update them. */
export const assertUpdatable = assertAccessible(
  policy.update,
  repository.listIds,
);
