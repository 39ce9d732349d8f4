import { type Actor, type Rule } from "~/server/auth/access";
import { type Where } from "./row";

/** The actor's own international organization membership entries. */
function owner(actor: Actor | null): Where | null {
  if (!actor) return null;
  return {
    theOrganizationThatTheMembershipIsForNow: {
      userId: actor.id,
    },
  };
}

// Who may do what. A rule opens rows; see `auth/access.ts`.
export const list: Rule<Where> = owner;
export const get: Rule<Where> = owner;
export const create: Rule<Where> = owner;
export const update: Rule<Where> = owner;
export const remove: Rule<Where> = owner;
