import { type Actor } from "~/server/auth/access";
import { assertAccessible } from "~/server/references";
import * as pictureReferences from "~/server/pictures/references";
import * as themeReferences from "~/server/themes/references";
import * as wikiReferences from "~/server/wikis/references";
import * as policy from "./policy";
import * as repository from "./repository";
import type * as schema from "./schema";

/** Throws if a body references rows that do not exist, or that the actor may not use. */
export async function assertInputReferences(
  actor: Actor | null,
  input: Partial<schema.Create>,
) {
  await wikiReferences.assertUpdatable(actor, "wikiId", input.wikiId);
  await assertVisible(actor, "parentId", input.parentId);
  await pictureReferences.assertVisible(actor, "coverId", input.coverId);
  await themeReferences.assertVisible(actor, "themeIds", input.themeIds);
}

/** Throws if entries with these ids do not exist, or the actor may not see them. */
export const assertVisible = assertAccessible(policy.get, repository.listIds);
