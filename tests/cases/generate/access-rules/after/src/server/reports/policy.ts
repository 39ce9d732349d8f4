import {
  allOf,
  anyOf,
  role,
  type Actor,
  type Rule,
} from "~/server/auth/access";
import { type Prisma } from "~/server/db";

/** A condition on reports. */
export type Where = Prisma.ReportWhereInput;

/** The reports that the actor owns. */
function owner(actor: Actor | null): Where | null {
  if (!actor) return null;
  return { userId: actor.id };
}

// Access rules by operation; see `auth/access.ts`.
export const list: Rule<Where> = anyOf(owner, role("auditor"), role("admin"));
export const get: Rule<Where> = anyOf(owner, role("auditor"), role("admin"));
export const create: Rule<Where> = anyOf(role("editor"), role("admin"));
export const update: Rule<Where> = allOf(owner, role("editor"));
export const remove: Rule<Where> = anyOf(
  allOf(owner, role("editor")),
  role("admin"),
);
