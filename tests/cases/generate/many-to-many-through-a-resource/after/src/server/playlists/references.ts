import { type Actor } from "~/server/auth/access";
import { assertOpen } from "~/server/references";
import * as genreReferences from "~/server/genres/references";
import * as policy from "./policy";
import * as repository from "./repository";
import type * as schema from "./schema";

/** Refuses a body that points to what does not exist, or is not for the actor to use. */
export async function assertPointers(
  actor: Actor | null,
  input: Partial<schema.Create>,
) {
  await genreReferences.assertVisible(actor, "genreIds", input.genreIds);
}

/** Refuses ids of playlists that do not exist, or that the actor may not see. */
export const assertVisible = assertOpen(policy.get, repository.existing);

/** Refuses ids of playlists that the actor may not change, and so not add to. */
export const assertChangeable = assertOpen(policy.update, repository.existing);
