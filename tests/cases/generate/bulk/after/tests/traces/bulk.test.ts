import { describe, expect, it } from "vitest";

import * as repository from "~/server/traces/repository";
import * as factory from "../../prisma/factories/trace";
import { api, people, refusal } from "../support/api";
import { idsOf } from "../support/lists";

const path = "/api/traces/bulk";
const remover = people.manager;

/** What the database has under the id, as the API would show it. */
async function stored(id: string) {
  return JSON.stringify(await repository.find({}, id));
}

describe("POST /api/traces/bulk", () => {
  it("deletes several", async () => {
    const rows = [
      await factory.insert(remover.id),
      await factory.insert(remover.id),
    ];
    const body = { delete: idsOf(rows).map((id) => ({ id })) };
    const response = await api("POST", path, { as: remover, body });

    expect(response.status).toBe(200);
    for (const { id } of rows) expect(await stored(id)).toBe("null");
  });

  it("deletes none where one is not there", async () => {
    const { id } = await factory.insert(remover.id);
    const unknown = crypto.randomUUID();
    const body = { delete: [{ id }, { id: unknown }] };
    const response = await api("POST", path, { as: remover, body });

    expect(await refusal(response)).toEqual({
      status: 422,
      places: ["/delete/1"],
    });
    expect(await stored(id)).not.toBe("null");
  });

  it("takes one to delete once", async () => {
    const actor = remover;
    const { id } = await factory.insert(actor.id);
    const body = { delete: [{ id }, { id }] };
    const response = await api("POST", path, { as: actor, body });

    expect(await refusal(response)).toEqual({
      status: 422,
      places: ["/delete/1/id"],
    });
  });

  it("takes no more than 20 of a kind", async () => {
    const actor = remover;
    const many = Array.from({ length: 21 }, () => {
      return { id: crypto.randomUUID() };
    });
    const body = { delete: many };
    const response = await api("POST", path, { as: actor, body });

    expect((await refusal(response)).status).toBe(422);
  });

  it("asks strangers to sign in", async () => {
    const response = await api("POST", path, { body: {} });

    expect((await refusal(response)).status).toBe(401);
  });
});
