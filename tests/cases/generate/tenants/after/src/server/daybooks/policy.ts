import {
  allOf,
  anyOf,
  role,
  type Actor,
  type Rule,
} from "~/server/auth/access";
import { type Prisma } from "~/server/db";

/** A condition on daybooks. */
export type Where = Prisma.DaybookWhereInput;

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
