import {
  allOf,
  anyOf,
  role,
  signedIn,
  visible,
  type Actor,
  type Rule,
} from "~/server/auth/access";
import {
  unreadable,
  unreadableBeyond,
  type FieldRules,
} from "~/server/auth/fields";
import * as agentPolicy from "~/server/agents/policy";
import * as taskPolicy from "~/server/tasks/policy";
import { type Visible, type Where } from "./row";

/** The actor's own deals. */
function owner(actor: Actor | null): Where | null {
  if (!actor) return null;
  return { userId: actor.id };
}

// Who may do what. A rule opens rows; see `auth/access.ts`.
export const list: Rule<Where> = anyOf(owner, role("lead"), role("board"));
export const get: Rule<Where> = anyOf(owner, role("lead"), role("board"));
export const create: Rule<Where> = signedIn;
export const update: Rule<Where> = anyOf(owner, role("lead"));
export const remove: Rule<Where> = owner;

/** Whoever may do one of it may send several; each list asks its own rule. */
export const bulk: Rule<Where> = anyOf(create, update, remove);

/** Who sees and who sets single fields, of those whom the rules above let in. */
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

/** What the actor cannot ask for. */
export function unread(actor: Actor | null): string[] {
  return [
    ...unreadable(actor, fields),
    ...unreadableBeyond(actor, {
      agent: agentPolicy.fields,
    }),
  ];
}

/** Which rows the actor may see beside deals. */
export function seenBy(actor: Actor | null): Visible {
  return {
    agent: visible(agentPolicy.get, actor),
    tasks: visible(taskPolicy.list, actor),
  };
}
