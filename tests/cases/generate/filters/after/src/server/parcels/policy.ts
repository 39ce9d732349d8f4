import { signedIn, visible, type Actor, type Rule } from "~/server/auth/access";
import * as carrierPolicy from "~/server/carriers/policy";
import { type Visible, type Where } from "./row";

// Who may do what. A rule opens rows; see `auth/access.ts`.
export const list: Rule<Where> = signedIn;
export const get: Rule<Where> = signedIn;
export const create: Rule<Where> = signedIn;
export const update: Rule<Where> = signedIn;
export const remove: Rule<Where> = signedIn;

/** Which rows the actor may see beside parcels. */
export function seenBy(actor: Actor | null): Visible {
  return {
    carrier: visible(carrierPolicy.get, actor),
    backup: visible(carrierPolicy.get, actor),
  };
}
