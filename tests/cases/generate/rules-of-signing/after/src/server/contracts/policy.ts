import { allOf, anyOf, type Actor, type Rule } from "~/server/auth/access";
import { rows } from "~/server/auth/conditions";
import { type Prisma } from "~/server/db";

/** A condition on contracts. */
export type Where = Prisma.ContractWhereInput;

/** The contracts that the actor owns. */
function owner(actor: Actor | null): Where | null {
  if (!actor) return null;
  return { userId: actor.id };
}

/** The contracts that the actor is a member of. */
function member(actor: Actor | null): Where | null {
  if (!actor) return null;
  const ids = actor.related?.contractMember;
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
export const list: Rule<Where> = anyOf(
  owner,
  allOf(member, rows<Where>({ state: { not: "draft" } })),
);
export const get: Rule<Where> = anyOf(
  owner,
  allOf(member, rows<Where>({ state: { not: "draft" } })),
  allOf(
    rows<Where>({ visibility: "everyone" }),
    rows<Where>({ state: "completed" }),
  ),
);
export const create: Rule<Where> = owner;
export const update: Rule<Where> = allOf(
  owner,
  rows<Where>({ state: "draft" }),
);

/** The rows that an update may result in. */
export const updated: Rule<Where> = owner;
export const remove: Rule<Where> = allOf(
  owner,
  rows<Where>({ state: { in: ["draft", "rejected"] } }),
);
