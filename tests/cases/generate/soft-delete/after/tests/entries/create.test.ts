import { describe, expect, it } from "vitest";

import * as schema from "~/server/entries/schema";
import * as factory from "../../prisma/factories/entry";
import { alice, api, refusal } from "../support/api";

const path = "/api/entries";
const actor = alice;

const valid = () => factory.fresh(actor.id);

describe("POST /api/entries", () => {
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
      places: ["/title", "/path", "/wikiId"],
    });
  });

  it("refuses what it does not know", async () => {
    const body = { ...(await valid()), id: crypto.randomUUID() };
    const response = await api("POST", path, { as: actor, body });

    expect(await refusal(response)).toEqual({ status: 422, places: ["/id"] });
  });

  it("refuses a second one with the same wikiId and path", async () => {
    const first = await valid();
    await api("POST", path, { as: actor, body: first });
    const body = {
      ...(await valid()),
      path: first.path,
      wikiId: first.wikiId,
    };
    const response = await api("POST", path, { as: actor, body });

    expect(await refusal(response)).toEqual({
      status: 409,
      places: ["/wikiId", "/path"],
    });
  });

  it("refuses a wikiId that points to nothing", async () => {
    const body = {
      ...(await valid()),
      wikiId: crypto.randomUUID(),
    };
    const response = await api("POST", path, { as: actor, body });

    expect(await refusal(response)).toEqual({
      status: 422,
      places: ["/wikiId"],
    });
  });

  it("refuses a parentId that points to nothing", async () => {
    const body = {
      ...(await valid()),
      parentId: crypto.randomUUID(),
    };
    const response = await api("POST", path, { as: actor, body });

    expect(await refusal(response)).toEqual({
      status: 422,
      places: ["/parentId"],
    });
  });

  it("refuses a coverId that points to nothing", async () => {
    const body = {
      ...(await valid()),
      coverId: crypto.randomUUID(),
    };
    const response = await api("POST", path, { as: actor, body });

    expect(await refusal(response)).toEqual({
      status: 422,
      places: ["/coverId"],
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
