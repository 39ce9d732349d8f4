import { describe, expect, it } from "vitest";

import * as schema from "~/server/subject-that-some-organizations-may-talk-abouts/schema";
import * as factory from "../../prisma/factories/subject-that-some-organizations-may-talk-about";
import { alice, api, refusal } from "../support/api";

const path = "/api/subject-that-some-organizations-may-talk-abouts";
const actor = alice;

describe("GET /api/subject-that-some-organizations-may-talk-abouts/:id", () => {
  it("shows one", async () => {
    const { id } = await factory.insert(actor.id);
    const response = await api("GET", `${path}/${id}`, { as: actor });

    expect(response.status).toBe(200);
    expect(schema.resource.parse(await response.json()).id).toBe(id);
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
