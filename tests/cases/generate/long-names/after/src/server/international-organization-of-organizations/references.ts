import { type Actor } from "~/server/auth/access";
import { assertAccessible } from "~/server/references";
import * as internationalOrganizationMembershipEntryReferences from "~/server/international-organization-membership-entries/references";
import * as subjectThatSomeOrganizationsMayTalkAboutReferences from "~/server/subject-that-some-organizations-may-talk-abouts/references";
import * as policy from "./policy";
import * as repository from "./repository";
import type * as schema from "./schema";

/** Throws if a body references rows that do not exist, or that the actor may not use. */
export async function assertInputReferences(
  actor: Actor | null,
  input: Partial<schema.Create>,
) {
  await subjectThatSomeOrganizationsMayTalkAboutReferences.assertVisible(
    actor,
    "theSubjectsThatItIsAllowedToTalkOfInHereIds",
    input.theSubjectsThatItIsAllowedToTalkOfInHereIds,
  );
  await internationalOrganizationMembershipEntryReferences.assertEmbedded(
    actor,
    "theMembershipsThatHaveBeenEnteredForThis",
    input.theMembershipsThatHaveBeenEnteredForThis,
  );
}

/** Throws if international organization of organizations with these ids do not exist, or the actor may not see them. */
export const assertVisible = assertAccessible(policy.get, repository.listIds);

/** Throws if international organization of organizations with these ids do not exist, or the actor may not update them. */
export const assertUpdatable = assertAccessible(
  policy.update,
  repository.listIds,
);
