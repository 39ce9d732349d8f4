import { allOf, anyOf, type Actor, type Rule } from "~/server/auth/access";
import { rows, rowsNow } from "~/server/auth/conditions";
import { type Prisma } from "~/server/db";
import * as linkFolderPolicy from "~/server/link-folders/policy";

/** A condition on short links. */
export type Where = Prisma.ShortLinkWhereInput;

/** The short links that the actor owns. */
function owner(actor: Actor | null): Where | null {
  if (!actor) return null;
  return { userId: actor.id };
}

/** The short links of a folder that the actor is a member of. */
function folderMember(actor: Actor | null): Where | null {
  if (!actor) return null;
  const ids = actor.related?.linkFolderMember;
  if (ids) {
    return { folderId: { in: ids } };
  }
  return {
    folder: {
      members: {
        some: { id: actor.id },
      },
    },
  };
}

/** The short links of a folder that the actor owns. */
function folderOwner(actor: Actor | null): Where | null {
  if (!actor) return null;
  const ids = actor.related?.linkFolderOwner;
  if (ids) {
    return { folderId: { in: ids } };
  }
  return {
    folder: {
      userId: actor.id,
    },
  };
}

/** The short links of a folder that the actor may get. */
function canGetFolder(actor: Actor | null): Where | null {
  const scope = linkFolderPolicy.get(actor);
  return scope && { folder: { is: scope } };
}

// Access rules by operation; see `auth/access.ts`.
export const list: Rule<Where> = anyOf(folderMember, folderOwner);
export const get: Rule<Where> = anyOf(
  allOf(rows<Where>({ archived: false }), rows<Where>({ expiresAt: null })),
  allOf(
    rows<Where>({ archived: false }),
    rowsNow<Where>((now) => ({ expiresAt: { gt: now } })),
  ),
  folderMember,
  folderOwner,
);
export const create: Rule<Where> = anyOf(folderMember, folderOwner);
export const update: Rule<Where> = allOf(
  anyOf(owner, folderOwner),
  canGetFolder,
);
export const remove: Rule<Where> = allOf(
  anyOf(allOf(owner, rows<Where>({ archived: true })), folderOwner),
  canGetFolder,
);
