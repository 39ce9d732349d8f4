import { type Actor } from "~/server/auth/access";
import { assertAccessible } from "~/server/references";
import * as genreReferences from "~/server/genres/references";
import * as policy from "./policy";
import * as repository from "./repository";
import type * as schema from "./schema";

/** Throws if a body references rows that do not exist, or that the actor may not use. */
export async function assertInputReferences(
  actor: Actor | null,
  input: Partial<schema.Create>,
) {
  await genreReferences.assertVisible(actor, "genreIds", input.genreIds);
}

/** Throws if playlists with these ids do not exist, or the actor may not see them. */
export const assertVisible = assertAccessible(policy.get, repository.listIds);

/** Throws if playlists with these ids do not exist, or the actor may not update them. */
export const assertUpdatable = assertAccessible(
  policy.update,
  repository.listIds,
);
