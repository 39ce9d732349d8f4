import { everyone, role, signedIn, type Rule } from "~/server/auth/access";
import { type FieldRules } from "~/server/auth/fields";
import { type Where } from "./row";

// Access rules by operation; see `auth/access.ts`.
export const list: Rule<Where> = everyone;
export const get: Rule<Where> = everyone;
export const create: Rule<Where> = signedIn;
export const update: Rule<Where> = signedIn;
export const remove: Rule<Where> = signedIn;

/** Rules for reading and writing single fields, in addition to those above. */
export const fields = {
  price: {
    write: role("lead"),
  },
} satisfies FieldRules;
