import {
  allOf,
  anyOf,
  role,
  type Actor,
  type Rule,
} from "~/server/auth/access";
import { rows, rowsNow } from "~/server/auth/conditions";
import { type Prisma } from "~/server/db";
import * as workspacePolicy from "~/server/workspaces/policy";

/** A condition on manuscripts. */
export type Where = Prisma.ManuscriptWhereInput;

/** The manuscripts that the actor owns. */
function owner(actor: Actor | null): Where | null {
  if (!actor) return null;
  return { userId: actor.id };
}

/** The manuscripts of a workspace that the actor is a member of. */
function workspaceMember(actor: Actor | null): Where | null {
  if (!actor) return null;
  const ids = actor.related?.workspaceMember;
  if (ids) {
    return { workspaceId: { in: ids } };
  }
  return {
    workspace: {
      members: {
        some: { id: actor.id },
      },
    },
  };
}

/** The manuscripts of a workspace that the actor may get. */
function canGetWorkspace(actor: Actor | null): Where | null {
  const scope = workspacePolicy.get(actor);
  return scope && { workspace: { deletedAt: null, AND: [scope] } };
}

/** The manuscripts of a workspace that the actor owns. */
function workspaceOwner(actor: Actor | null): Where | null {
  if (!actor) return null;
  return {
    workspace: {
      userId: actor.id,
    },
  };
}

// Access rules by operation; see `auth/access.ts`.
export const list: Rule<Where> = anyOf(
  allOf(
    rowsNow<Where>((now) => ({ printedAt: { lte: now } })),
    rows<Where>({ stage: "printed" }),
  ),
  workspaceMember,
  role("librarian"),
);
export const get: Rule<Where> = anyOf(
  rows<Where>({ stage: { in: ["review", "printed"] } }),
  owner,
  canGetWorkspace,
);
export const create: Rule<Where> = allOf(
  workspaceMember,
  rows<Where>({ stage: { not: "printed" } }),
  rows<Where>({ price: { lt: 10050n } }),
);
export const update: Rule<Where> = anyOf(
  allOf(owner, rows<Where>({ stage: { notIn: ["printed"] } })),
  workspaceOwner,
);

/** The rows that an update may result in. */
export const updated: Rule<Where> = anyOf(
  workspaceOwner,
  allOf(owner, rows<Where>({ pages: { lte: 500 } })),
);
export const remove: Rule<Where> = allOf(
  owner,
  rows<Where>({ printedAt: null }),
  anyOf(
    rows<Where>({ due: { gte: new Date("2020-01-31") } }),
    rows<Where>({ size: { lte: 9000000000n } }),
  ),
);

/** Open to actors with any of the rules; each list of the body is checked by its own. */
export const bulk: Rule<Where> = anyOf(create, update, remove);
