import { describe, expect, it } from "vitest";

import * as repository from "~/server/poets/repository";
import * as factory from "../../prisma/factories/poet";
import * as poemRows from "../../prisma/factories/poem";
import { alice, api, refusal } from "../support/api";

const path = "/api/poets";
const actor = alice;

async function isThere(id: string) {
  return (await repository.find({}, id)) !== null;
}

describe("DELETE /api/poets/:id", () => {
  it("deletes one, once", async () => {
    const { id } = await factory.insert(actor.id);
    const first = await api("DELETE", `${path}/${id}`, { as: actor });
    const second = await api("DELETE", `${path}/${id}`, { as: actor });

    expect(first.status).toBe(204);
    expect(await isThere(id)).toBe(false);
    expect((await refusal(second)).status).toBe(404);
  });

  it("keeps one that poems point to", async () => {
    const references = await poemRows.references(actor.id);
    const { id } = await factory.insert(actor.id);
    await poemRows.insert(actor.id, {
      references: {
        ...references,
        poetId: id,
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
