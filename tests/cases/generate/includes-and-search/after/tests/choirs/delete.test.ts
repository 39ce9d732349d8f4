import { describe, expect, it } from "vitest";

import * as repository from "~/server/choirs/repository";
import * as factory from "../../prisma/factories/choir";
import * as bannerRows from "../../prisma/factories/banner";
import * as singerRows from "../../prisma/factories/singer";
import { alice, api, refusal } from "../support/api";

const path = "/api/choirs";
const actor = alice;

async function isThere(id: string) {
  return (await repository.find({}, id)) !== null;
}

describe("DELETE /api/choirs/:id", () => {
  it("deletes one, once", async () => {
    const { id } = await factory.insert(actor.id);
    const first = await api("DELETE", `${path}/${id}`, { as: actor });
    const second = await api("DELETE", `${path}/${id}`, { as: actor });

    expect(first.status).toBe(204);
    expect(await isThere(id)).toBe(false);
    expect((await refusal(second)).status).toBe(404);
  });

  it("keeps one that banners point to", async () => {
    const references = await bannerRows.references(actor.id);
    const { id } = await factory.insert(actor.id);
    await bannerRows.insert(actor.id, {
      references: {
        ...references,
        choirId: id,
      },
    });
    const response = await api("DELETE", `${path}/${id}`, { as: actor });

    expect((await refusal(response)).status).toBe(409);
    expect(await isThere(id)).toBe(true);
  });

  it("keeps one that singers point to", async () => {
    const references = await singerRows.references(actor.id);
    const { id } = await factory.insert(actor.id);
    await singerRows.insert(actor.id, {
      references: {
        ...references,
        choirId: id,
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
