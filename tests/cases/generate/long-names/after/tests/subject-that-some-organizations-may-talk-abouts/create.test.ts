import { describe, expect, it } from "vitest";

import * as schema from "~/server/subject-that-some-organizations-may-talk-abouts/schema";
import * as factory from "../../prisma/factories/subject-that-some-organizations-may-talk-about";
import { alice, api, refusal } from "../support/api";

const path = "/api/subject-that-some-organizations-may-talk-abouts";
const actor = alice;

const valid = () => factory.fresh(actor.id);

describe("POST /api/subject-that-some-organizations-may-talk-abouts", () => {
  it("creates one, and says where it is", async () => {
    const body = await valid();
    const response = await api("POST", path, { as: actor, body });

    expect(response.status).toBe(201);
    const created = schema.resource.parse(await response.json());
    expect(created).toMatchObject(body);
    expect(created.userId).toBe(actor.id);
    expect(response.headers.get("location")).toBe(`${path}/${created.id}`);
  });

  it("asks for what is required", async () => {
    const response = await api("POST", path, { as: actor, body: {} });

    expect(await refusal(response)).toEqual({
      status: 422,
      places: ["/theNameUnderWhichTheSubjectIsBestKnownBy"],
    });
  });

  it("refuses what it does not know", async () => {
    const body = { ...(await valid()), id: crypto.randomUUID() };
    const response = await api("POST", path, { as: actor, body });

    expect(await refusal(response)).toEqual({ status: 422, places: ["/id"] });
  });

  it("takes the owner from the session only", async () => {
    const body = {
      ...(await valid()),
      userId: "somebody-else",
    };
    const response = await api("POST", path, { as: actor, body });

    expect(await refusal(response)).toEqual({
      status: 422,
      places: ["/userId"],
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
