import { type Actor } from "~/server/auth/access";
import { tenantOf } from "~/server/auth/tenant";
import * as outside from "~/server/outside";
import { assertOpen, assertReferences } from "~/server/references";
import * as clientReferences from "~/server/clients/references";
import * as policy from "./policy";
import * as repository from "./repository";
import type * as schema from "./schema";

/** Refuses a body that points to what does not exist, or is not for the actor to use. */
export async function assertPointers(
  actor: Actor | null,
  input: Partial<schema.Create>,
) {
  await assertReferences(
    "approverId",
    input.approverId,
    outside.existingUsersOf(tenantOf(actor)),
  );
  await clientReferences.assertVisible(actor, "clientId", input.clientId);
}

/** Refuses ids of daybooks that do not exist, or that the actor may not see. */
export const assertVisible = assertOpen(policy.get, repository.existing);
