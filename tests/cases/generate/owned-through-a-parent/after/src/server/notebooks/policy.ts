import { type Actor, type Rule } from "~/server/auth/access";
import { type Prisma } from "~/server/db";

/** A condition on notebooks. */
export type Where = Prisma.NotebookWhereInput;

/** The notebooks that the actor owns. */
function owner(actor: Actor | null): Where | null {
  if (!actor) return null;
  return { userId: actor.id };
}

// Access rules by operation; see `auth/access.ts`.
export const list: Rule<Where> = owner;
export const get: Rule<Where> = owner;
export const create: Rule<Where> = owner;
export const update: Rule<Where> = owner;
export const remove: Rule<Where> = owner;
