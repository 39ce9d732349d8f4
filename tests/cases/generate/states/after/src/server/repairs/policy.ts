import {
  allOf,
  anyOf,
  role,
  type Actor,
  type Rule,
} from "~/server/auth/access";
import { rows } from "~/server/auth/conditions";
import { type Prisma } from "~/server/db";

/** A condition on repairs. */
export type Where = Prisma.RepairWhereInput;

/** The repairs that the actor owns. */
function owner(actor: Actor | null): Where | null {
  if (!actor) return null;
  return { userId: actor.id };
}

// Access rules by operation; see `auth/access.ts`.
export const list: Rule<Where> = anyOf(owner, role("technician"));
export const get: Rule<Where> = anyOf(owner, role("technician"));
export const create: Rule<Where> = owner;
export const update: Rule<Where> = owner;
export const remove: Rule<Where> = owner;

/** Who may take which action, and with which rows. */
export const actions = {
  offer: role("technician"),
  repair: role("technician"),
  return: update,
  cancel: allOf(owner, rows<Where>({ price: { lt: 10000n } })),
} satisfies Record<string, Rule<Where>>;

/** Open to actors with any of the rules; each action is checked by its own. */
export const act: Rule<Where> = anyOf<Where>(...Object.values(actions));
