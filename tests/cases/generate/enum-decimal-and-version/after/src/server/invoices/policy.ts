import { signedIn, type Rule } from "~/server/auth/access";
import { type Where } from "./row";

// Access rules by operation; see `auth/access.ts`.
export const list: Rule<Where> = signedIn;
export const get: Rule<Where> = signedIn;
export const create: Rule<Where> = signedIn;
export const update: Rule<Where> = signedIn;
export const remove: Rule<Where> = signedIn;
