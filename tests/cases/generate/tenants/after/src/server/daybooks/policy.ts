import {
  allOf,
  anyOf,
  role,
  visible,
  type Actor,
  type Rule,
} from "~/server/auth/access";
import * as clientPolicy from "~/server/clients/policy";
import * as firmPolicy from "~/server/firms/policy";
import * as postingPolicy from "~/server/postings/policy";
import { type Visible, type Where } from "./row";

/** The daybooks that the actor owns. */
function owner(actor: Actor | null): Where | null {
  if (!actor) return null;
  return { userId: actor.id };
}

/** The daybooks of the actor's tenant. */
function tenant(actor: Actor | null): Where | null {
  const tenantId = actor?.tenantId ?? null;
  if (tenantId === null) return null;
  return { firmId: tenantId };
}

// Access rules by operation; see `auth/access.ts`.
export const list: Rule<Where> = allOf(tenant, anyOf(owner, role("auditor")));
export const get: Rule<Where> = allOf(tenant, anyOf(owner, role("auditor")));
export const create: Rule<Where> = allOf(tenant, owner);
export const update: Rule<Where> = allOf(tenant, owner);
export const remove: Rule<Where> = allOf(tenant, role("auditor"));

/** The related rows that the actor may see, by relation. */
export function visibleTo(actor: Actor | null): Visible {
  return {
    client: visible(clientPolicy.get, actor),
    postings: visible(postingPolicy.list, actor),
    firm: visible(firmPolicy.get, actor),
  };
}
