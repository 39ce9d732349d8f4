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

// Who may do what. A rule opens rows; see `auth/access.ts`.
export const list: Rule<Where> = signedIn;
export const get: Rule<Where> = signedIn;
export const create: Rule<Where> = role("lead");
export const update: Rule<Where> = role("lead");
export const remove: Rule<Where> = signedIn;

/** Who sees and who sets single fields, of those whom the rules above let in. */
export const fields = {
  rating: {
    read: role("lead"),
  },
} satisfies FieldRules;

/** Which rows the actor may see beside agents. */
export function seenBy(actor: Actor | null): Visible {
  return {
    deals: visible(dealPolicy.list, actor),
  };
}
