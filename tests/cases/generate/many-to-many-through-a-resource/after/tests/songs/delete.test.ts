import { describe, expect, it } from "vitest";

import * as repository from "~/server/songs/repository";
import * as factory from "../../prisma/factories/song";
import * as placementRows from "../../prisma/factories/placement";
import { alice, api, refusal } from "../support/api";

const path = "/api/songs";
const actor = alice;

async function isThere(id: string) {
  return (await repository.find({}, id)) !== null;
}

describe("DELETE /api/songs/:id", () => {
  it("deletes one, once", async () => {
    const { id } = await factory.insert(actor.id);
    const first = await api("DELETE", `${path}/${id}`, { as: actor });
    const second = await api("DELETE", `${path}/${id}`, { as: actor });

    expect(first.status).toBe(204);
    expect(await isThere(id)).toBe(false);
    expect((await refusal(second)).status).toBe(404);
  });

  it("keeps one that placements point to", async () => {
    const references = await placementRows.references(actor.id);
    const { id } = await factory.insert(actor.id);
    await placementRows.insert(actor.id, {
      references: {
        ...references,
        songId: id,
      },
    });
    const response = await api("DELETE", `${path}/${id}`, { as: actor });

    expect((await refusal(response)).status).toBe(409);
    expect(await isThere(id)).toBe(true);
  });

  it("finds nothing under an unknown id", async () => {
    const id = crypto.randomUUID();
    const response = await api("DELETE", `${path}/${id}`, { as: actor });

    expect((await refusal(response)).status).toBe(404);
  });
});
