import { describe, expect, it } from "vitest";

import * as repository from "~/server/pictures/repository";
import * as schema from "~/server/pictures/schema";
import * as factory from "../../prisma/factories/picture";
import { alice, api, refusal } from "../support/api";

const path = "/api/pictures";
const actor = alice;

/** One that was deleted. */
async function deleted() {
  const row = await factory.insert(actor.id);
  await repository.remove({}, row.id);
  return row;
}

async function isThere(id: string) {
  return (await repository.find({}, id)) !== null;
}

describe("POST /api/pictures/:id/restore", () => {
  it("brings one back as it was", async () => {
    const { id, ...before } = await deleted();
    expect(await isThere(id)).toBe(false);
    const response = await api("POST", `${path}/${id}/restore`, { as: actor });

    expect(response.status).toBe(200);
    const after = schema.resource.parse(await response.json());
    const expected = {
      ...(JSON.parse(JSON.stringify(before)) as object),
      updatedAt: after.updatedAt,
    };
    expect(after).toEqual({ id, ...expected });
    expect(await isThere(id)).toBe(true);
  });

  it("leaves one alone that is not deleted", async () => {
    const { id } = await factory.insert(actor.id);
    const response = await api("POST", `${path}/${id}/restore`, { as: actor });

    expect(response.status).toBe(200);
    expect(await isThere(id)).toBe(true);
  });

  it("hides what is deleted", async () => {
    const { id } = await deleted();

    expect(await repository.remove({}, id)).toBeNull();
  });

  it("finds nothing under an unknown id", async () => {
    const id = crypto.randomUUID();
    const response = await api("POST", `${path}/${id}/restore`, { as: actor });

    expect((await refusal(response)).status).toBe(404);
  });
});
