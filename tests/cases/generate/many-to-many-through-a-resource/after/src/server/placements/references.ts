import { type Actor } from "~/server/auth/access";
import * as playlistReferences from "~/server/playlists/references";
import * as songReferences from "~/server/songs/references";
import type * as schema from "./schema";

/** Refuses a body that points to what does not exist, or is not for the actor to use. */
export async function assertPointers(
  actor: Actor | null,
  input: Partial<schema.Create>,
) {
  await playlistReferences.assertChangeable(
    actor,
    "playlistId",
    input.playlistId,
  );
  await songReferences.assertVisible(actor, "songId", input.songId);
}
