import { role, type Actor, type Rule } from "~/server/auth/access";
import { type FieldRules } from "~/server/auth/fields";
import { type Where } from "./row";

/** The actor's own tasks. */
function owner(actor: Actor | null): Where | null {
  if (!actor) return null;
  return {
    deal: {
      userId: actor.id,
    },
  };
}

// Who may do what. A rule opens rows; see `auth/access.ts`.
export const list: Rule<Where> = owner;
export const get: Rule<Where> = owner;
export const create: Rule<Where> = owner;
export const update: Rule<Where> = owner;
export const remove: Rule<Where> = owner;

/** Who sees and who sets single fields, of those whom the rules above let in. */
export const fields = {
  done: {
    write: role("lead"),
  },
  cost: {
    read: role("lead"),
  },
} satisfies FieldRules;
