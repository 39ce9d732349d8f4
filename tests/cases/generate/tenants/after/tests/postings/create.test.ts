import { describe, expect, it } from "vitest";

import * as schema from "~/server/postings/schema";
import * as factory from "../../prisma/factories/posting";
import { alice, api, refusal } from "../support/api";

const path = "/api/postings";
const actor = alice;

const valid = () => factory.fresh(actor.id);

describe("POST /api/postings", () => {
  it("creates one, and says where it is", async () => {
    const body = await valid();
    const response = await api("POST", path, { as: actor, body });

    expect(response.status).toBe(201);
    const created = schema.resource.parse(await response.json());
    expect(created).toMatchObject(body);
    expect(response.headers.get("location")).toBe(`${path}/${created.id}`);
  });

  it("asks for what is required", async () => {
    const response = await api("POST", path, { as: actor, body: {} });

    expect(await refusal(response)).toEqual({
      status: 422,
      places: ["/amount", "/code", "/daybookId"],
    });
  });

  it("refuses what it does not know", async () => {
    const body = { ...(await valid()), id: crypto.randomUUID() };
    const response = await api("POST", path, { as: actor, body });

    expect(await refusal(response)).toEqual({ status: 422, places: ["/id"] });
  });

  it("refuses a second one with the same daybookId and code", async () => {
    const first = await valid();
    await api("POST", path, { as: actor, body: first });
    const body = {
      ...(await valid()),
      code: first.code,
      daybookId: first.daybookId,
    };
    const response = await api("POST", path, { as: actor, body });

    expect(await refusal(response)).toEqual({
      status: 409,
      places: ["/daybookId", "/code"],
    });
  });

  it("refuses a daybookId that points to nothing", async () => {
    const body = {
      ...(await valid()),
      daybookId: crypto.randomUUID(),
    };
    const response = await api("POST", path, { as: actor, body });

    expect(await refusal(response)).toEqual({
      status: 422,
      places: ["/daybookId"],
    });
  });

  it("refuses what is not JSON", async () => {
    const headers = { "Content-Type": "text/plain" };
    const body = await valid();
    const response = await api("POST", path, { as: actor, body, headers });

    expect((await refusal(response)).status).toBe(415);
  });

  it("names the methods that it serves to those who try others", async () => {
    const response = await api("PUT", path, { as: actor });

    expect((await refusal(response)).status).toBe(405);
    expect(response.headers.get("allow")).toContain("POST");
  });
});
