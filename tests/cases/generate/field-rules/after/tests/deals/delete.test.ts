import { describe, expect, it } from "vitest";

import * as repository from "~/server/deals/repository";
import * as factory from "../../prisma/factories/deal";
import * as taskRows from "../../prisma/factories/task";
import { alice, api, refusal } from "../support/api";

const path = "/api/deals";
const actor = alice;

async function isThere(id: string) {
  return (await repository.find({}, id)) !== null;
}

describe("DELETE /api/deals/:id", () => {
  it("deletes one, once", async () => {
    const { id } = await factory.insert(actor.id);
    const first = await api("DELETE", `${path}/${id}`, { as: actor });
    const second = await api("DELETE", `${path}/${id}`, { as: actor });

    expect(first.status).toBe(204);
    expect(await isThere(id)).toBe(false);
    expect((await refusal(second)).status).toBe(404);
  });

  it("keeps one that tasks point to", async () => {
    const references = await taskRows.references(actor.id);
    const { id } = await factory.insert(actor.id);
    await taskRows.insert(actor.id, {
      references: {
        ...references,
        dealId: id,
      },
    });
    const response = await api("DELETE", `${path}/${id}`, { as: actor });

    expect((await refusal(response)).status).toBe(409);
    expect(await isThere(id)).toBe(true);
  });

  it("deletes no version that the caller has not seen", async () => {
    const { id } = await factory.insert(actor.id);
    const options = { as: actor, headers: { "If-Match": '"2"' } };
    const response = await api("DELETE", `${path}/${id}`, options);

    expect((await refusal(response)).status).toBe(412);
    expect(await isThere(id)).toBe(true);
  });

  it("finds nothing under an unknown id", async () => {
    const id = crypto.randomUUID();
    const response = await api("DELETE", `${path}/${id}`, { as: actor });

    expect((await refusal(response)).status).toBe(404);
  });
});
