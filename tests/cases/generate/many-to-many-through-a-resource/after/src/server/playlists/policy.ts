import { visible, type Actor, type Rule } from "~/server/auth/access";
import * as genrePolicy from "~/server/genres/policy";
import * as songPolicy from "~/server/songs/policy";
import { type Visible, type Where } from "./row";

/** The playlists that the actor owns. */
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
    songs: visible(songPolicy.list, actor),
    genres: visible(genrePolicy.list, actor),
  };
}
