import { visible, type Actor, type Rule } from "~/server/auth/access";
import * as bannerPolicy from "~/server/banners/policy";
import * as singerPolicy from "~/server/singers/policy";
import { type Visible, type Where } from "./row";

/** The actor's own choirs. */
function owner(actor: Actor | null): Where | null {
  if (!actor) return null;
  return { userId: actor.id };
}

// Who may do what. A rule opens rows; see `auth/access.ts`.
export const list: Rule<Where> = owner;
export const get: Rule<Where> = owner;
export const create: Rule<Where> = owner;
export const update: Rule<Where> = owner;
export const remove: Rule<Where> = owner;

/** Which rows the actor may see beside choirs. */
export function seenBy(actor: Actor | null): Visible {
  return {
    leader: visible(singerPolicy.get, actor),
    singers: visible(singerPolicy.list, actor),
    friends: visible(list, actor),
    friendsOf: visible(list, actor),
    banner: visible(bannerPolicy.get, actor),
  };
}
