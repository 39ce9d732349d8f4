import { role, signedIn, type Rule } from "~/server/auth/access";
import { type Where } from "./row";

// Who may do what. A rule opens rows; see `auth/access.ts`.
export const list: Rule<Where> = signedIn;
export const get: Rule<Where> = signedIn;
export const create: Rule<Where> = signedIn;
export const update: Rule<Where> = signedIn;
export const remove: Rule<Where> = role("manager");

/** Whoever may do one of it may send several; each list asks its own rule. */
export const bulk: Rule<Where> = remove;
