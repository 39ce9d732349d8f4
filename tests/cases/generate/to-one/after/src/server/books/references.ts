import { type Actor } from "~/server/auth/access";
import * as authorReferences from "~/server/authors/references";
import type * as schema from "./schema";

/** Throws if a body references rows that do not exist, or that the actor may not use. */
export async function assertInputReferences(
  actor: Actor | null,
  input: Partial<schema.Create>,
) {
  await authorReferences.assertVisible(actor, "authorId", input.authorId);
  await authorReferences.assertVisible(actor, "editorId", input.editorId);
}
