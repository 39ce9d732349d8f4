import { describe, expect, it } from "vitest";

import * as repository from "~/server/agents/repository";
import * as factory from "../../prisma/factories/agent";
import * as dealRows from "../../prisma/factories/deal";
import { alice, api, refusal } from "../support/api";

const path = "/api/agents";
const actor = alice;

async function isThere(id: string) {
  return (await repository.find({}, id)) !== null;
}

describe("DELETE /api/agents/:id", () => {
  it("deletes one, once", async () => {
    const { id } = await factory.insert(actor.id);
    const first = await api("DELETE", `${path}/${id}`, { as: actor });
    const second = await api("DELETE", `${path}/${id}`, { as: actor });

    expect(first.status).toBe(204);
    expect(await isThere(id)).toBe(false);
    expect((await refusal(second)).status).toBe(404);
  });

  it("keeps one that deals point to", async () => {
    const references = await dealRows.references(actor.id);
    const { id } = await factory.insert(actor.id);
    await dealRows.insert(actor.id, {
      references: {
        ...references,
        agentId: id,
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
