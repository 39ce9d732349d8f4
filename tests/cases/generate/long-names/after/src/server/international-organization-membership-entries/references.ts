import { authorise, type Actor } from "~/server/auth/access";
import * as internationalOrganizationOfOrganizationsReferences from "~/server/international-organization-of-organizations/references";
import * as policy from "./policy";
import { type Embedded } from "./row";
import type * as schema from "./schema";

/** Throws if a body references rows that do not exist, or that the actor may not use. */
export async function assertInputReferences(
  actor: Actor | null,
  input: Partial<schema.Create>,
) {
  await internationalOrganizationOfOrganizationsReferences.assertUpdatable(
    actor,
    "theOrganizationThatTheMembershipIsForNowId",
    input.theOrganizationThatTheMembershipIsForNowId,
  );
}

/** Throws if the actor may not create these rows with their parent (international organization of organizations). */
export async function assertEmbedded(
  actor: Actor | null,
  name: string,
  rows: Embedded[] = [],
) {
  if (rows.length > 0) authorise(policy.create, actor);
}
