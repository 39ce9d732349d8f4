import { type Actor } from "~/server/auth/access";
import { tenantOf } from "~/server/auth/tenant";
import * as outside from "~/server/outside";
import { assertAccessible, assertReferences } from "~/server/references";
import * as clientReferences from "~/server/clients/references";
import * as policy from "./policy";
import * as repository from "./repository";
import type * as schema from "./schema";

/** Throws if a body references rows that do not exist, or that the actor may not use. */
export async function assertInputReferences(
  actor: Actor | null,
  input: Partial<schema.Create>,
) {
  await assertReferences(
    "approverId",
    input.approverId,
    outside.listTenantUserIds(tenantOf(actor)),
  );
  await clientReferences.assertVisible(actor, "clientId", input.clientId);
}

/** Throws if daybooks with these ids do not exist, or the actor may not see them. */
export const assertVisible = assertAccessible(policy.get, repository.listIds);
