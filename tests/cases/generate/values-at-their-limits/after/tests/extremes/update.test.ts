import { describe, expect, it } from "vitest";

import * as repository from "~/server/extremes/repository";
import * as schema from "~/server/extremes/schema";
import * as factory from "../../prisma/factories/extreme";
import { alice, api, refusal } from "../support/api";

const path = "/api/extremes";
const actor = alice;
const free = ["data", "extra"] as const;

/** What the database has under the id, as the API would show it. */
async function stored(id: string) {
  return JSON.stringify(await repository.find({}, id));
}

const valid = () => factory.fresh(actor.id);

describe("PATCH /api/extremes/:id", () => {
  it("changes what is sent, and nothing else", async () => {
    const sent = await valid();
    const { id, ...before } = await factory.insert(actor.id);
    const body = {
      exact: sent.exact,
    };
    const response = await api("PATCH", `${path}/${id}`, { as: actor, body });

    expect(response.status).toBe(200);
    const after = schema.resource.parse(await response.json());
    const expected = {
      ...(JSON.parse(JSON.stringify(before)) as object),
      ...body,
      updatedAt: after.updatedAt,
    };
    expect(after).toEqual({ id, ...expected });
    expect(JSON.parse(await stored(id))).toEqual(after);
  });

  it.each(free)("merges %s with what is stored", async (name) => {
    const { id } = await factory.insert(actor.id);
    const patch = async (value: object) => {
      const options = { as: actor, body: { [name]: value } };
      const response = await api("PATCH", `${path}/${id}`, options);
      return schema.resource.parse(await response.json())[name];
    };
    await patch({ deep: { kept: 1, removed: 2 }, list: [1, 2] });
    const after = await patch({ deep: { removed: null, added: 3 }, list: [3] });

    expect(after).toMatchObject({ deep: { kept: 1, added: 3 }, list: [3] });
    expect(after).not.toHaveProperty("deep.removed");
  });

  it("merges box with what is stored", async () => {
    const name = "box";
    const sent = await valid();
    const { id, ...before } = await factory.insert(actor.id);
    const patch = { edge: sent[name]?.edge };
    const options = { as: actor, body: { [name]: patch } };
    const response = await api("PATCH", `${path}/${id}`, options);

    const after = schema.resource.parse(await response.json());
    expect(after[name]).toEqual({ ...before[name], ...patch });
  });

  it("clears what is null", async () => {
    const { id } = await factory.insert(actor.id);
    const body = { amount: null };
    const response = await api("PATCH", `${path}/${id}`, { as: actor, body });

    const after = schema.resource.parse(await response.json());
    expect(after.amount).toBeNull();
  });

  it("changes nothing where nothing is sent", async () => {
    const { id } = await factory.insert(actor.id);
    const before = await stored(id);
    const options = { as: actor, body: {} };
    const response = await api("PATCH", `${path}/${id}`, options);

    expect(response.status).toBe(200);
    expect(await stored(id)).toBe(before);
  });

  it("refuses to compare a version that there is not", async () => {
    const { id } = await factory.insert(actor.id);
    const options = { as: actor, body: {}, headers: { "If-Match": '"1"' } };
    const response = await api("PATCH", `${path}/${id}`, options);

    expect((await refusal(response)).status).toBe(412);
  });

  it("refuses what it does not know", async () => {
    const { id } = await factory.insert(actor.id);
    const body = { surprise: true };
    const response = await api("PATCH", `${path}/${id}`, { as: actor, body });

    expect(await refusal(response)).toEqual({
      status: 422,
      places: ["/surprise"],
    });
  });

  it("finds nothing under an unknown id", async () => {
    const id = crypto.randomUUID();
    const options = { as: actor, body: {} };
    const response = await api("PATCH", `${path}/${id}`, options);

    expect((await refusal(response)).status).toBe(404);
  });
});
