import { describe, expect, it } from "vitest";

import * as repository from "~/server/subject-that-some-organizations-may-talk-abouts/repository";
import * as factory from "../../prisma/factories/subject-that-some-organizations-may-talk-about";
import { alice, api, refusal } from "../support/api";

const path = "/api/subject-that-some-organizations-may-talk-abouts";
const actor = alice;

async function isThere(id: string) {
  return (await repository.find({}, id)) !== null;
}

describe("DELETE /api/subject-that-some-organizations-may-talk-abouts/:id", () => {
  it("deletes one, once", async () => {
    const { id } = await factory.insert(actor.id);
    const first = await api("DELETE", `${path}/${id}`, { as: actor });
    const second = await api("DELETE", `${path}/${id}`, { as: actor });

    expect(first.status).toBe(204);
    expect(await isThere(id)).toBe(false);
    expect((await refusal(second)).status).toBe(404);
  });

  it("finds nothing under an unknown id", async () => {
    const id = crypto.randomUUID();
    const response = await api("DELETE", `${path}/${id}`, { as: actor });

    expect((await refusal(response)).status).toBe(404);
  });
});
