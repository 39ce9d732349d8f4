import { describe, expect, it } from "vitest";

import * as repository from "~/server/pictures/repository";
import * as factory from "../../prisma/factories/picture";
import * as entryRows from "../../prisma/factories/entry";
import { alice, api, refusal } from "../support/api";

const path = "/api/pictures";
const actor = alice;

async function isThere(id: string) {
  return (await repository.find({}, id)) !== null;
}

describe("DELETE /api/pictures/:id", () => {
  it("deletes one, once", async () => {
    const { id } = await factory.insert(actor.id);
    const first = await api("DELETE", `${path}/${id}`, { as: actor });
    const second = await api("DELETE", `${path}/${id}`, { as: actor });

    expect(first.status).toBe(204);
    expect(await isThere(id)).toBe(false);
    expect((await refusal(second)).status).toBe(404);
  });

  it("keeps one that entries point to", async () => {
    const references = await entryRows.references(actor.id);
    const { id } = await factory.insert(actor.id);
    await entryRows.insert(actor.id, {
      references: {
        ...references,
        coverId: id,
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
