import { role, type Actor, type Rule } from "~/server/auth/access";
import { type FieldRules } from "~/server/auth/fields";
import { type Prisma } from "~/server/db";

/** A condition on tasks. */
export type Where = Prisma.TaskWhereInput;

/** The tasks that the actor owns. */
function owner(actor: Actor | null): Where | null {
  if (!actor) return null;
  return {
    deal: {
      userId: actor.id,
    },
  };
}

// Access rules by operation; see `auth/access.ts`.
export const list: Rule<Where> = owner;
export const get: Rule<Where> = owner;
export const create: Rule<Where> = owner;
export const update: Rule<Where> = owner;
export const remove: Rule<Where> = owner;

/** Rules for reading and writing single fields, in addition to those above. */
export const fields = {
  done: {
    write: role("lead"),
  },
  cost: {
    read: role("lead"),
  },
} satisfies FieldRules;
