import { anyOf, signedIn, type Rule } from "~/server/auth/access";
import { type Prisma } from "~/server/db";

/** A condition on pallet lines. */
export type Where = Prisma.PalletLineWhereInput;

// Access rules by operation; see `auth/access.ts`.
export const list: Rule<Where> = signedIn;
export const get: Rule<Where> = signedIn;
export const create: Rule<Where> = signedIn;
export const update: Rule<Where> = signedIn;
export const remove: Rule<Where> = signedIn;

/** Open to actors with any of the rules; each list of the body is checked by its own. */
export const bulk: Rule<Where> = anyOf(create, update, remove);
