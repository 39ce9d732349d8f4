import { everyone, role, signedIn, type Rule } from "~/server/auth/access";
import { type FieldRules } from "~/server/auth/fields";
import { type Where } from "./row";

// Who may do what. A rule opens rows; see `auth/access.ts`.
export const list: Rule<Where> = everyone;
export const get: Rule<Where> = everyone;
export const create: Rule<Where> = signedIn;
export const update: Rule<Where> = signedIn;
export const remove: Rule<Where> = signedIn;

/** Who sees and who sets single fields, of those whom the rules above let in. */
export const fields = {
  price: {
    write: role("lead"),
  },
} satisfies FieldRules;
