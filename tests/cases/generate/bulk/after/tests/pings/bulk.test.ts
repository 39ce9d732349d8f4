import { describe, expect, it } from "vitest";

import * as schema from "~/server/pings/schema";
import * as factory from "../../prisma/factories/ping";
import { alice, api, refusal } from "../support/api";

const path = "/api/pings/bulk";
const creator = alice;

const valid = () => factory.fresh(creator.id);

describe("POST /api/pings/bulk", () => {
  it("creates several, in the order in which they came", async () => {
    const create = [await valid(), await valid()];
    const response = await api("POST", path, { as: creator, body: { create } });

    expect(response.status).toBe(200);
    const answer = schema.bulkAnswer.parse(await response.json());
    expect(answer.create).toMatchObject(create);
  });

  it("creates none where one is not as it should be", async () => {
    const create = [await valid(), { ...(await valid()), surprise: 1 }];
    const response = await api("POST", path, { as: creator, body: { create } });

    expect(await refusal(response)).toEqual({
      status: 422,
      places: ["/create/1/surprise"],
    });
  });

  it("does it once, however often it is sent", async () => {
    const body = { create: [await valid()] };
    const headers = { "Idempotency-Key": crypto.randomUUID() };
    const first = await api("POST", path, { as: creator, body, headers });
    const second = await api("POST", path, { as: creator, body, headers });

    expect(second.headers.get("idempotency-replayed")).toBe("true");
    expect(await second.json()).toEqual(await first.json());
  });

  it("takes no more than 500 of a kind", async () => {
    const actor = creator;
    const many = Array.from({ length: 501 }, () => ({}));
    const body = { create: many };
    const response = await api("POST", path, { as: actor, body });

    expect((await refusal(response)).status).toBe(422);
  });

  it("asks strangers to sign in", async () => {
    const response = await api("POST", path, { body: {} });

    expect((await refusal(response)).status).toBe(401);
  });
});
