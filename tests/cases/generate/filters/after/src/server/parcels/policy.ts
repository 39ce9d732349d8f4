import { signedIn, visible, type Actor, type Rule } from "~/server/auth/access";
import * as carrierPolicy from "~/server/carriers/policy";
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
    carrier: visible(carrierPolicy.get, actor),
    backup: visible(carrierPolicy.get, actor),
  };
}
