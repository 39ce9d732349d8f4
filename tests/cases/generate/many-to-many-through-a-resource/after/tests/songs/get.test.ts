import { describe, expect, it } from "vitest";

import * as schema from "~/server/songs/schema";
import * as factory from "../../prisma/factories/song";
import * as placementRows from "../../prisma/factories/placement";
import { alice, api, refusal } from "../support/api";

const path = "/api/songs";
const actor = alice;

describe("GET /api/songs/:id", () => {
  it("shows one", async () => {
    const { id } = await factory.insert(actor.id);
    const response = await api("GET", `${path}/${id}`, { as: actor });

    expect(response.status).toBe(200);
    expect(schema.resource.parse(await response.json()).id).toBe(id);
  });

  it("shows the playlistIds that placements link to it", async () => {
    const references = await placementRows.references(actor.id);
    const { id } = await factory.insert(actor.id);
    const link = await placementRows.insert(actor.id, {
      references: {
        ...references,
        songId: id,
      },
    });
    const response = await api("GET", `${path}/${id}`, { as: actor });

    const shown = schema.resource.parse(await response.json());
    expect(shown.playlistIds).toEqual([link.playlistId]);
  });

  it("finds nothing under an unknown id", async () => {
    const id = crypto.randomUUID();
    const response = await api("GET", `${path}/${id}`, { as: actor });

    expect((await refusal(response)).status).toBe(404);
  });

  it("refuses what is not an id", async () => {
    const response = await api("GET", `${path}/not%20an%20id`, { as: actor });

    expect(await refusal(response)).toEqual({ status: 400, places: ["id"] });
  });
});
