import {
  role,
  signedIn,
  visible,
  type Actor,
  type Rule,
} from "~/server/auth/access";
import { type FieldRules } from "~/server/auth/fields";
import * as dealPolicy from "~/server/deals/policy";
import { type Visible, type Where } from "./row";

// Access rules by operation; see `auth/access.ts`.
export const list: Rule<Where> = signedIn;
export const get: Rule<Where> = signedIn;
export const create: Rule<Where> = role("lead");
export const update: Rule<Where> = role("lead");
export const remove: Rule<Where> = signedIn;

/** Rules for reading and writing single fields, in addition to those above. */
export const fields = {
  rating: {
    read: role("lead"),
  },
} satisfies FieldRules;

/** The related rows that the actor may see, by relation. */
export function visibleTo(actor: Actor | null): Visible {
  return {
    deals: visible(dealPolicy.list, actor),
  };
}
