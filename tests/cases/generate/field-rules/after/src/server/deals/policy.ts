import {
  allOf,
  anyOf,
  role,
  signedIn,
  type Actor,
  type Rule,
} from "~/server/auth/access";
import { relatedFields, type FieldRules } from "~/server/auth/fields";
import { type Prisma } from "~/server/db";
import * as agentPolicy from "~/server/agents/policy";

/** A condition on deals. */
export type Where = Prisma.DealWhereInput;

/** The deals that the actor owns. */
function owner(actor: Actor | null): Where | null {
  if (!actor) return null;
  return { userId: actor.id };
}

// Access rules by operation; see `auth/access.ts`.
export const list: Rule<Where> = anyOf(owner, role("lead"), role("board"));
export const get: Rule<Where> = anyOf(owner, role("lead"), role("board"));
export const create: Rule<Where> = signedIn;
export const update: Rule<Where> = anyOf(owner, role("lead"));
export const remove: Rule<Where> = owner;

/** Open to actors with any of the rules; each list of the body is checked by its own. */
export const bulk: Rule<Where> = anyOf(create, update, remove);

/** Rules for reading and writing single fields, in addition to those above. */
export const fields = {
  stage: {
    write: role("lead"),
  },
  margin: {
    read: anyOf(role("lead"), role("board")),
    write: role("lead"),
  },
  code: {
    read: role("lead"),
    write: role("lead"),
  },
  memo: {
    read: allOf(signedIn, anyOf(role("lead"), role("board"))),
  },
} satisfies FieldRules;

/** The rules of the fields that a query can name. */
export function queryFields(): FieldRules {
  return {
    ...fields,
    ...relatedFields({
      agent: agentPolicy.fields,
    }),
  };
}
