import { everyone, role, signedIn, type Rule } from "~/server/auth/access";
import { type FieldRules } from "~/server/auth/fields";
import { type Prisma } from "~/server/db";

/** A condition on tariffs. */
export type Where = Prisma.TariffWhereInput;

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
