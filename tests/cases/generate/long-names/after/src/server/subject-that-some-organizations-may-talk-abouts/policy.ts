import { type Actor, type Rule } from "~/server/auth/access";
import { type Where } from "./row";

/** The actor's own subject that some organizations may talk abouts. */
function owner(actor: Actor | null): Where | null {
  if (!actor) return null;
  return { userId: actor.id };
}

// Who may do what. A rule opens rows; see `auth/access.ts`.
export const list: Rule<Where> = owner;
export const get: Rule<Where> = owner;
export const create: Rule<Where> = owner;
export const update: Rule<Where> = owner;
export const remove: Rule<Where> = owner;
