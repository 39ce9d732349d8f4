import { allOf, anyOf, type Actor, type Rule } from "~/server/auth/access";
import { rows, rowsNow } from "~/server/auth/conditions";
import { type Prisma } from "~/server/db";
import * as campaignPolicy from "~/server/campaigns/policy";

/** A condition on short links. */
export type Where = Prisma.ShortLinkWhereInput;

/** The short links that the actor owns. */
function owner(actor: Actor | null): Where | null {
  if (!actor) return null;
  return { userId: actor.id };
}

/** The short links of a campaign that the actor is a member of. */
function campaignMember(actor: Actor | null): Where | null {
  if (!actor) return null;
  return {
    campaign: {
      members: {
        some: { id: actor.id },
      },
    },
  };
}

/** The short links of a campaign that the actor owns. */
function campaignOwner(actor: Actor | null): Where | null {
  if (!actor) return null;
  return {
    campaign: {
      userId: actor.id,
    },
  };
}

/** The short links of a campaign that the actor may get. */
function canGetCampaign(actor: Actor | null): Where | null {
  const scope = campaignPolicy.get(actor);
  return scope && { campaign: scope };
}

// Access rules by operation; see `auth/access.ts`.
export const list: Rule<Where> = anyOf(campaignMember, campaignOwner);
export const get: Rule<Where> = anyOf(
  allOf(rows<Where>({ archived: false }), rows<Where>({ expiresAt: null })),
  allOf(
    rows<Where>({ archived: false }),
    rowsNow<Where>((now) => ({ expiresAt: { gt: now } })),
  ),
  campaignMember,
  campaignOwner,
);
export const create: Rule<Where> = anyOf(campaignMember, campaignOwner);
export const update: Rule<Where> = allOf(
  anyOf(owner, campaignOwner),
  canGetCampaign,
);
export const remove: Rule<Where> = allOf(
  anyOf(allOf(owner, rows<Where>({ archived: true })), campaignOwner),
  canGetCampaign,
);
