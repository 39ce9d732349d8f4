import { type Actor } from "~/server/auth/access";
import * as authorReferences from "~/server/authors/references";
import type * as schema from "./schema";

/** Refuses a body that points to what does not exist, or is not for the actor to use. */
export async function assertPointers(
  actor: Actor | null,
  input: Partial<schema.Create>,
) {
  await authorReferences.assertVisible(actor, "authorId", input.authorId);
  await authorReferences.assertVisible(actor, "editorId", input.editorId);
}
