import { signedIn, type Rule } from "~/server/auth/access";
import { type Prisma } from "~/server/db";

/** A condition on invoices. */
export type Where = Prisma.InvoiceWhereInput;

// Access rules by operation; see `auth/access.ts`.
export const list: Rule<Where> = signedIn;
export const get: Rule<Where> = signedIn;
export const create: Rule<Where> = signedIn;
export const update: Rule<Where> = signedIn;
export const remove: Rule<Where> = signedIn;
