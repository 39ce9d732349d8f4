import { describe, expect, it } from "vitest";

import * as schema from "~/server/recordings/schema";
import * as factory from "../../prisma/factories/recording";
import { alice, api, refusal } from "../support/api";

const path = "/api/recordings";
const actor = alice;

const valid = () => factory.fresh(actor.id);

describe("POST /api/recordings", () => {
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
      places: ["/title", "/studioId", "/ledgerId"],
    });
  });

  it("refuses what it does not know", async () => {
    const body = { ...(await valid()), id: crypto.randomUUID() };
    const response = await api("POST", path, { as: actor, body });

    expect(await refusal(response)).toEqual({ status: 422, places: ["/id"] });
  });

  it("refuses a ledgerId that is taken", async () => {
    const first = await valid();
    await api("POST", path, { as: actor, body: first });
    const field = "ledgerId";
    const body = { ...(await valid()), [field]: first[field] };
    const response = await api("POST", path, { as: actor, body });

    expect(await refusal(response)).toEqual({
      status: 409,
      places: [`/${field}`],
    });
  });

  it("refuses a studioId that points to nothing", async () => {
    const body = {
      ...(await valid()),
      studioId: 2_147_483_647,
    };
    const response = await api("POST", path, { as: actor, body });

    expect(await refusal(response)).toEqual({
      status: 422,
      places: ["/studioId"],
    });
  });

  it("refuses a fallbackId that points to nothing", async () => {
    const body = {
      ...(await valid()),
      fallbackId: 2_147_483_647,
    };
    const response = await api("POST", path, { as: actor, body });

    expect(await refusal(response)).toEqual({
      status: 422,
      places: ["/fallbackId"],
    });
  });

  it("refuses a mixedById that points to nothing", async () => {
    const body = {
      ...(await valid()),
      mixedById: crypto.randomUUID(),
    };
    const response = await api("POST", path, { as: actor, body });

    expect(await refusal(response)).toEqual({
      status: 422,
      places: ["/mixedById"],
    });
  });

  it("refuses a ledgerId that points to nothing", async () => {
    const body = {
      ...(await valid()),
      ledgerId: "9223372036854775807",
    };
    const response = await api("POST", path, { as: actor, body });

    expect(await refusal(response)).toEqual({
      status: 422,
      places: ["/ledgerId"],
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
