import { describe, expect, it } from "vitest";

import * as factory from "../../prisma/factories/passport";
import { alice, api, refusal } from "../support/api";

const path = "/api/passports";
const actor = alice;

const valid = () => factory.fresh(actor.id);

describe("PATCH /api/passports/:id", () => {
  it("refuses a new number", async () => {
    const sent = await valid();
    const { id } = await factory.insert(actor.id);
    const body = {
      number: sent.number,
    };
    const response = await api("PATCH", `${path}/${id}`, { as: actor, body });

    expect(await refusal(response)).toEqual({
      status: 422,
      places: ["/number"],
    });
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
