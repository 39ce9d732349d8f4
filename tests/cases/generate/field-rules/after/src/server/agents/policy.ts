import { role, signedIn, type Rule } from "~/server/auth/access";
import { type FieldRules } from "~/server/auth/fields";
import { type Prisma } from "~/server/db";

/** A condition on agents. */
export type Where = Prisma.AgentWhereInput;

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
