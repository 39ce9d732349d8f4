import { type Actor } from "~/server/auth/access";
import { assertOpen } from "~/server/references";
import * as classReferences from "~/server/classes/references";
import * as fileReferences from "~/server/file-resource/references";
import * as policy from "./policy";
import * as repository from "./repository";
import type * as schema from "./schema";

/** Refuses a body that points to what does not exist, or is not for the actor to use. */
export async function assertPointers(
  actor: Actor | null,
  input: Partial<schema.Create>,
) {
  await classReferences.assertVisible(actor, "classId", input.classId);
  await fileReferences.assertVisible(actor, "fileId", input.fileId);
}

/** Refuses ids of maps that do not exist, or that the actor may not see. */
export const assertVisible = assertOpen(policy.get, repository.existing);
