import {
  allOf,
  anyOf,
  role,
  type Actor,
  type Rule,
} from "~/server/auth/access";
import { not, rows } from "~/server/auth/conditions";
import { type Prisma } from "~/server/db";
import * as manuscriptPolicy from "~/server/manuscripts/policy";

/** A condition on passages. */
export type Where = Prisma.PassageWhereInput;

/** The passages that the actor owns. */
function owner(actor: Actor | null): Where | null {
  if (!actor) return null;
  return {
    manuscript: {
      userId: actor.id,
    },
  };
}

/** The passages of a manuscript that the actor may get. */
function canGetManuscript(actor: Actor | null): Where | null {
  const scope = manuscriptPolicy.get(actor);
  return scope && { manuscript: { is: scope } };
}

/** The passages of a manuscript that the actor owns. */
function manuscriptOwner(actor: Actor | null): Where | null {
  if (!actor) return null;
  return {
    manuscript: {
      userId: actor.id,
    },
  };
}

// Access rules by operation; see `auth/access.ts`.
export const list: Rule<Where> = anyOf(
  allOf(canGetManuscript, rows<Where>({ kind: { not: "secret" } })),
  owner,
);
export const get: Rule<Where> = anyOf(
  allOf(canGetManuscript, rows<Where>({ kind: { not: "secret" } })),
  owner,
);
export const create: Rule<Where> = allOf(
  owner,
  rows<Where>({ kind: { in: ["plain", "quote"] } }),
);
export const update: Rule<Where> = owner;
export const remove: Rule<Where> = anyOf(
  allOf(not(manuscriptOwner), role("librarian")),
  owner,
);
