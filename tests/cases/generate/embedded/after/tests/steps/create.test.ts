import { describe, expect, it } from "vitest";

import * as schema from "~/server/steps/schema";
import * as factory from "../../prisma/factories/step";
import { alice, api, refusal } from "../support/api";

const path = "/api/steps";
const actor = alice;

const valid = () => factory.fresh(actor.id);

describe("POST /api/steps", () => {
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
      places: ["/position", "/text", "/recipeId"],
    });
  });

  it("refuses what it does not know", async () => {
    const body = { ...(await valid()), id: crypto.randomUUID() };
    const response = await api("POST", path, { as: actor, body });

    expect(await refusal(response)).toEqual({ status: 422, places: ["/id"] });
  });

  it("refuses a second one with the same recipeId and position", async () => {
    const first = await valid();
    await api("POST", path, { as: actor, body: first });
    const body = {
      ...(await valid()),
      position: first.position,
      recipeId: first.recipeId,
    };
    const response = await api("POST", path, { as: actor, body });

    expect(await refusal(response)).toEqual({
      status: 409,
      places: ["/recipeId", "/position"],
    });
  });

  it("refuses a recipeId that points to nothing", async () => {
    const body = {
      ...(await valid()),
      recipeId: crypto.randomUUID(),
    };
    const response = await api("POST", path, { as: actor, body });

    expect(await refusal(response)).toEqual({
      status: 422,
      places: ["/recipeId"],
    });
  });

  it("refuses a toolId that points to nothing", async () => {
    const body = {
      ...(await valid()),
      toolId: crypto.randomUUID(),
    };
    const response = await api("POST", path, { as: actor, body });

    expect(await refusal(response)).toEqual({
      status: 422,
      places: ["/toolId"],
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
