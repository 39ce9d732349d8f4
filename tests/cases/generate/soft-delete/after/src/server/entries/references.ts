import { type Actor } from "~/server/auth/access";
import { assertOpen } from "~/server/references";
import * as pictureReferences from "~/server/pictures/references";
import * as themeReferences from "~/server/themes/references";
import * as wikiReferences from "~/server/wikis/references";
import * as policy from "./policy";
import * as repository from "./repository";
import type * as schema from "./schema";

/** Refuses a body that points to what does not exist, or is not for the actor to use. */
export async function assertPointers(
  actor: Actor | null,
  input: Partial<schema.Create>,
) {
  await wikiReferences.assertChangeable(actor, "wikiId", input.wikiId);
  await assertVisible(actor, "parentId", input.parentId);
  await pictureReferences.assertVisible(actor, "coverId", input.coverId);
  await themeReferences.assertVisible(actor, "themeIds", input.themeIds);
}

/** Refuses ids of entries that do not exist, or that the actor may not see. */
export const assertVisible = assertOpen(policy.get, repository.existing);
