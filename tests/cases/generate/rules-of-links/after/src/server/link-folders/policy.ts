import { anyOf, type Actor, type Rule } from "~/server/auth/access";
import { type Prisma } from "~/server/db";

/** A condition on link folders. */
export type Where = Prisma.LinkFolderWhereInput;

/** The link folders that the actor owns. */
function owner(actor: Actor | null): Where | null {
  if (!actor) return null;
  return { userId: actor.id };
}

/** The link folders that the actor is a member of. */
function member(actor: Actor | null): Where | null {
  if (!actor) return null;
  const ids = actor.related?.linkFolderMember;
  if (ids) {
    return { id: { in: ids } };
  }
  return {
    members: {
      some: { id: actor.id },
    },
  };
}

// Access rules by operation; see `auth/access.ts`.
export const list: Rule<Where> = anyOf(owner, member);
export const get: Rule<Where> = anyOf(owner, member);
export const create: Rule<Where> = owner;
export const update: Rule<Where> = owner;
export const remove: Rule<Where> = owner;
