import { role, type Rule } from "~/server/auth/access";
import { type Prisma } from "~/server/db";

/** A condition on inspections. */
export type Where = Prisma.InspectionWhereInput;

// Access rules by operation; see `auth/access.ts`.
export const list: Rule<Where> = role("auditor");
export const get: Rule<Where> = role("auditor");
export const create: Rule<Where> = role("auditor");
export const update: Rule<Where> = role("auditor");
export const remove: Rule<Where> = role("auditor");
