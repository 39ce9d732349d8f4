import { signedIn, visible, type Actor, type Rule } from "~/server/auth/access";
import * as choirPolicy from "~/server/choirs/policy";
import { type Visible, type Where } from "./row";

// Access rules by operation; see `auth/access.ts`.
export const list: Rule<Where> = signedIn;
export const get: Rule<Where> = signedIn;
export const create: Rule<Where> = signedIn;
export const update: Rule<Where> = signedIn;
export const remove: Rule<Where> = signedIn;

/** The related rows that the actor may see, by relation. */
export function visibleTo(actor: Actor | null): Visible {
  return {
    choir: visible(choirPolicy.get, actor),
  };
}
