import { describe, expect, it } from "vitest";

import * as repository from "~/server/carriers/repository";
import * as factory from "../../prisma/factories/carrier";
import * as parcelRows from "../../prisma/factories/parcel";
import { alice, api, refusal } from "../support/api";

const path = "/api/carriers";
const actor = alice;

async function isThere(id: string) {
  return (await repository.find({}, id)) !== null;
}

describe("DELETE /api/carriers/:id", () => {
  it("deletes one, once", async () => {
    const { id } = await factory.insert(actor.id);
    const first = await api("DELETE", `${path}/${id}`, { as: actor });
    const second = await api("DELETE", `${path}/${id}`, { as: actor });

    expect(first.status).toBe(204);
    expect(await isThere(id)).toBe(false);
    expect((await refusal(second)).status).toBe(404);
  });

  it("keeps one that parcels point to", async () => {
    const references = await parcelRows.references(actor.id);
    const { id } = await factory.insert(actor.id);
    await parcelRows.insert(actor.id, {
      references: {
        ...references,
        carrierId: id,
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
