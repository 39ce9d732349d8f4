import { allOf, anyOf, type Actor, type Rule } from "~/server/auth/access";
import { rows } from "~/server/auth/conditions";
import { type Prisma } from "~/server/db";

/** A condition on workspaces. */
export type Where = Prisma.WorkspaceWhereInput;

/** The workspaces that the actor owns. */
function owner(actor: Actor | null): Where | null {
  if (!actor) return null;
  return { userId: actor.id };
}

/** The workspaces that the actor is a member of. */
function member(actor: Actor | null): Where | null {
  if (!actor) return null;
  const ids = actor.related?.workspaceMember;
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
export const list: Rule<Where> = allOf(
  anyOf(owner, member),
  rows<Where>({ archived: false }),
);
export const get: Rule<Where> = allOf(
  anyOf(owner, member),
  rows<Where>({ archived: false }),
);
export const create: Rule<Where> = owner;
export const update: Rule<Where> = owner;
export const remove: Rule<Where> = owner;
