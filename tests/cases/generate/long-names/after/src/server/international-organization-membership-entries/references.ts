import { authorise, type Actor } from "~/server/auth/access";
import * as internationalOrganizationOfOrganizationsReferences from "~/server/international-organization-of-organizations/references";
import * as policy from "./policy";
import { type Embedded } from "./row";
import type * as schema from "./schema";

/** Refuses a body that points to what does not exist, or is not for the actor to use. */
export async function assertPointers(
  actor: Actor | null,
  input: Partial<schema.Create>,
) {
  await internationalOrganizationOfOrganizationsReferences.assertChangeable(
    actor,
    "theOrganizationThatTheMembershipIsForNowId",
    input.theOrganizationThatTheMembershipIsForNowId,
  );
}

/** Refuses rows that are to be created within international organization of organizations, but that the actor may not create. */
export async function assertEmbedded(
  actor: Actor | null,
  name: string,
  rows: Embedded[] = [],
) {
  if (rows.length > 0) authorise(policy.create, actor);
}
