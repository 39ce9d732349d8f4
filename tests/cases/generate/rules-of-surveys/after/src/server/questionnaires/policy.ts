import { allOf, anyOf, type Actor, type Rule } from "~/server/auth/access";
import { rows, rowsNow } from "~/server/auth/conditions";
import { type Prisma } from "~/server/db";

/** A condition on questionnaires. */
export type Where = Prisma.QuestionnaireWhereInput;

/** The questionnaires that the actor owns. */
function owner(actor: Actor | null): Where | null {
  if (!actor) return null;
  return { userId: actor.id };
}

/** The questionnaires that the actor is a member of. */
function member(actor: Actor | null): Where | null {
  if (!actor) return null;
  const ids = actor.related?.questionnaireMember;
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
export const get: Rule<Where> = anyOf(
  owner,
  member,
  allOf(rows<Where>({ status: "running" }), rows<Where>({ closesAt: null })),
  allOf(
    rows<Where>({ status: "running" }),
    rowsNow<Where>((now) => ({ closesAt: { gt: now } })),
  ),
);
export const create: Rule<Where> = owner;
export const update: Rule<Where> = anyOf(owner, member);
export const remove: Rule<Where> = allOf(
  owner,
  rows<Where>({ status: { not: "running" } }),
);
