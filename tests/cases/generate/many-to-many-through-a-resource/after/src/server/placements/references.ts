import { type Actor } from "~/server/auth/access";
import * as playlistReferences from "~/server/playlists/references";
import * as songReferences from "~/server/songs/references";
import type * as schema from "./schema";

/** Throws if a body references rows that do not exist, or that the actor may not use. */
export async function assertInputReferences(
  actor: Actor | null,
  input: Partial<schema.Create>,
) {
  await playlistReferences.assertUpdatable(
    actor,
    "playlistId",
    input.playlistId,
  );
  await songReferences.assertVisible(actor, "songId", input.songId);
}
