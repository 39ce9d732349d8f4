import { describe, expect, it } from "vitest";

import * as schema from "~/server/classes/schema";
import * as factory from "../../prisma/factories/class";
import { alice, api, refusal } from "../support/api";

const path = "/api/classes";
const actor = alice;

const valid = () => factory.fresh(actor.id);

describe("POST /api/classes", () => {
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
      places: ["/default"],
    });
  });

  it("refuses what it does not know", async () => {
    const body = { ...(await valid()), id: crypto.randomUUID() };
    const response = await api("POST", path, { as: actor, body });

    expect(await refusal(response)).toEqual({ status: 422, places: ["/id"] });
  });

  it("refuses a default that is taken", async () => {
    const first = await valid();
    await api("POST", path, { as: actor, body: first });
    const field = "default";
    const body = { ...(await valid()), [field]: first[field] };
    const response = await api("POST", path, { as: actor, body });

    expect(await refusal(response)).toEqual({
      status: 409,
      places: [`/${field}`],
    });
  });

  it("refuses a second one with the same new and package", async () => {
    const first = await valid();
    await api("POST", path, { as: actor, body: first });
    const body = {
      ...(await valid()),
      new: first.new,
      package: first.package,
    };
    const response = await api("POST", path, { as: actor, body });

    expect(await refusal(response)).toEqual({
      status: 409,
      places: ["/new", "/package"],
    });
  });

  it("refuses a objectId that points to nothing", async () => {
    const body = {
      ...(await valid()),
      objectId: crypto.randomUUID(),
    };
    const response = await api("POST", path, { as: actor, body });

    expect(await refusal(response)).toEqual({
      status: 422,
      places: ["/objectId"],
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
