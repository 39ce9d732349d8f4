import { visible, type Actor, type Rule } from "~/server/auth/access";
import * as bannerPolicy from "~/server/banners/policy";
import * as singerPolicy from "~/server/singers/policy";
import { type Visible, type Where } from "./row";

/** The choirs that the actor owns. */
function owner(actor: Actor | null): Where | null {
  if (!actor) return null;
  return { userId: actor.id };
}

// Access rules by operation; see `auth/access.ts`.
export const list: Rule<Where> = owner;
export const get: Rule<Where> = owner;
export const create: Rule<Where> = owner;
export const update: Rule<Where> = owner;
export const remove: Rule<Where> = owner;

/** The related rows that the actor may see, by relation. */
export function visibleTo(actor: Actor | null): Visible {
  return {
    leader: visible(singerPolicy.get, actor),
    singers: visible(singerPolicy.list, actor),
    friends: visible(list, actor),
    friendsOf: visible(list, actor),
    banner: visible(bannerPolicy.get, actor),
  };
}
