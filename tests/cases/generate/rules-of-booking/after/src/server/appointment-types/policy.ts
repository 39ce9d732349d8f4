import {
  anyOf,
  role,
  signedIn,
  type Actor,
  type Rule,
} from "~/server/auth/access";
import { rows } from "~/server/auth/conditions";
import { type Prisma } from "~/server/db";

/** A condition on appointment types. */
export type Where = Prisma.AppointmentTypeWhereInput;

/** The appointment types that the actor owns. */
function owner(actor: Actor | null): Where | null {
  if (!actor) return null;
  return { userId: actor.id };
}

// Access rules by operation; see `auth/access.ts`.
export const list: Rule<Where> = anyOf(rows<Where>({ hidden: false }), owner);
export const get: Rule<Where> = anyOf(rows<Where>({ hidden: false }), owner);
export const create: Rule<Where> = signedIn;
export const update: Rule<Where> = owner;
export const remove: Rule<Where> = anyOf(owner, role("admin"));
