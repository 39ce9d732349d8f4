import { type Actor } from "~/server/auth/access";
import { assertOpen } from "~/server/references";
import * as internationalOrganizationMembershipEntryReferences from "~/server/international-organization-membership-entries/references";
import * as subjectThatSomeOrganizationsMayTalkAboutReferences from "~/server/subject-that-some-organizations-may-talk-abouts/references";
import * as policy from "./policy";
import * as repository from "./repository";
import type * as schema from "./schema";

/** Refuses a body that points to what does not exist, or is not for the actor to use. */
export async function assertPointers(
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

/** Refuses ids of international organization of organizations that do not exist, or that the actor may not see. */
export const assertVisible = assertOpen(policy.get, repository.existing);

/** Refuses ids of international organization of organizations that the actor may not change, and so not add to. */
export const assertChangeable = assertOpen(policy.update, repository.existing);
