import { type Actor, type Rule } from "~/server/auth/access";
import { type Prisma } from "~/server/db";

/** A condition on clients. */
export type Where = Prisma.ClientWhereInput;

/** The clients of the actor's tenant. */
function tenant(actor: Actor | null): Where | null {
  const tenantId = actor?.tenantId ?? null;
  if (tenantId === null) return null;
  return { firmId: tenantId };
}

// Access rules by operation; see `auth/access.ts`.
export const list: Rule<Where> = tenant;
export const get: Rule<Where> = tenant;
export const create: Rule<Where> = tenant;
export const update: Rule<Where> = tenant;
export const remove: Rule<Where> = tenant;
