import { describe, expect, it } from "vitest";

import * as repository from "~/server/weekdays/repository";
import * as schema from "~/server/weekdays/schema";
import * as factory from "../../prisma/factories/weekday";
import { alice, api, refusal } from "../support/api";

const path = "/api/weekdays";
const actor = alice;

/** What the database has under the id, as the API would show it. */
async function stored(id: string) {
  return JSON.stringify(await repository.find({}, id));
}

const valid = () => factory.fresh(actor.id);

describe("PATCH /api/weekdays/:id", () => {
  it("changes what is sent, and nothing else", async () => {
    const sent = await valid();
    const { id, ...before } = await factory.insert(actor.id);
    const body = {
      name: sent.name,
    };
    const response = await api("PATCH", `${path}/${id}`, { as: actor, body });

    expect(response.status).toBe(200);
    const after = schema.resource.parse(await response.json());
    const expected = {
      ...(JSON.parse(JSON.stringify(before)) as object),
      ...body,
    };
    expect(after).toEqual({ id, ...expected });
    expect(JSON.parse(await stored(id))).toEqual(after);
  });

  it("refuses a name that is taken", async () => {
    const first = await factory.insert(actor.id);
    const { id } = await factory.insert(actor.id);
    const field = "name";
    const body = { [field]: first[field] };
    const response = await api("PATCH", `${path}/${id}`, { as: actor, body });

    expect(await refusal(response)).toEqual({
      status: 409,
      places: [`/${field}`],
    });
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
