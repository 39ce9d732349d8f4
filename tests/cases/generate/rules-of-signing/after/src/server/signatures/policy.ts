import { allOf, anyOf, type Actor, type Rule } from "~/server/auth/access";
import { rows } from "~/server/auth/conditions";
import { type Prisma } from "~/server/db";
import * as contractPolicy from "~/server/contracts/policy";

/** A condition on signatures. */
export type Where = Prisma.SignatureWhereInput;

/** The signatures that the actor owns. */
function owner(actor: Actor | null): Where | null {
  if (!actor) return null;
  return { userId: actor.id };
}

/** The signatures of a contract that the actor owns. */
function contractOwner(actor: Actor | null): Where | null {
  if (!actor) return null;
  const ids = actor.related?.contractOwner;
  if (ids) {
    return { contractId: { in: ids } };
  }
  return {
    contract: {
      userId: actor.id,
    },
  };
}

/** The signatures of a contract that the actor is a member of. */
function contractMember(actor: Actor | null): Where | null {
  if (!actor) return null;
  const ids = actor.related?.contractMember;
  if (ids) {
    return { contractId: { in: ids } };
  }
  return {
    contract: {
      members: {
        some: { id: actor.id },
      },
    },
  };
}

/** The signatures of a contract that the actor may get. */
function canGetContract(actor: Actor | null): Where | null {
  const scope = contractPolicy.get(actor);
  return scope && { contract: { is: scope } };
}

/** The signatures of a contract that the actor may update. */
function canUpdateContract(actor: Actor | null): Where | null {
  const scope = contractPolicy.update(actor);
  return scope && { contract: { is: scope } };
}

// Access rules by operation; see `auth/access.ts`.
export const list: Rule<Where> = anyOf(contractOwner, owner);
export const get: Rule<Where> = anyOf(contractOwner, owner);
export const create: Rule<Where> = allOf(contractMember, canGetContract);
export const update: Rule<Where> = allOf(
  owner,
  rows<Where>({ signedAt: null }),
);

/** The rows that an update may result in. */
export const updated: Rule<Where> = owner;
export const remove: Rule<Where> = allOf(contractOwner, canUpdateContract);
