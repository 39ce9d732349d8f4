import { anyOf, role, signedIn, type Rule } from "~/server/auth/access";
import { type Where } from "./row";

// Access rules by operation; see `auth/access.ts`.
export const list: Rule<Where> = signedIn;
export const get: Rule<Where> = signedIn;
export const create: Rule<Where> = role("packer");
export const update: Rule<Where> = role("packer");
export const remove: Rule<Where> = role("manager");

/** Open to actors with any of the rules; each list of the body is checked by its own. */
export const bulk: Rule<Where> = anyOf(create, update, remove);
