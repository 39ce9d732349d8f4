import { describe, expect, it } from "vitest";
import { z } from "zod";

import * as schema from "~/server/playlists/schema";
import * as factory from "../../prisma/factories/playlist";
import * as placementRows from "../../prisma/factories/placement";
import { alice, api, refusal } from "../support/api";

const path = "/api/playlists";
const actor = alice;

describe("GET /api/playlists/:id", () => {
  it("shows one", async () => {
    const { id } = await factory.insert(actor.id);
    const response = await api("GET", `${path}/${id}`, { as: actor });

    expect(response.status).toBe(200);
    expect(schema.resource.parse(await response.json()).id).toBe(id);
  });

  it("shows the songIds that placements link to it", async () => {
    const references = await placementRows.references(actor.id);
    const { id } = await factory.insert(actor.id);
    const link = await placementRows.insert(actor.id, {
      references: {
        ...references,
        playlistId: id,
      },
    });
    const response = await api("GET", `${path}/${id}`, { as: actor });

    const shown = schema.resource.parse(await response.json());
    expect(shown.songIds).toEqual([link.songId]);

    const name = "songs";
    const url = `${path}/${id}?include=${name}`;
    const including = await api("GET", url, { as: actor });
    const body = z.looseObject({}).parse(await including.json());
    const [included] = z.array(z.looseObject({})).parse(body[name]);
    expect(included?.id).toBe(link.songId);
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
