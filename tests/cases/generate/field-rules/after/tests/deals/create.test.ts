import { describe, expect, it } from "vitest";

import { db } from "~/server/db";
import * as schema from "~/server/deals/schema";
import * as factory from "../../prisma/factories/deal";
import * as taskRows from "../../prisma/factories/task";
import { anyNumber } from "../../prisma/fake";
import { alice, api, refusal } from "../support/api";

const path = "/api/deals";
const actor = alice;

const valid = () => factory.fresh(actor.id);

describe("POST /api/deals", () => {
  it("creates one, and says where it is", async () => {
    const body = await valid();
    const response = await api("POST", path, { as: actor, body });

    expect(response.status).toBe(201);
    const created = schema.resource.parse(await response.json());
    const seen = schema.resource
      .omit({
        margin: true,
        code: true,
        memo: true,
      })
      .partial()
      .strip();
    expect(created).toMatchObject(seen.parse(body));
    expect(created.userId).toBe(actor.id);
    expect(response.headers.get("location")).toBe(`${path}/${created.id}`);
  });

  it("creates tasks along with it, all or none", async () => {
    const references = await taskRows.references(actor.id);
    const part = {
      ...taskRows.body(anyNumber(), references),
      dealId: undefined,
    };
    const body = {
      ...(await valid()),
      tasks: [part],
    };
    const wrong = {
      ...(await valid()),
      tasks: [part, { ...part, surprise: 1 }],
    };
    const response = await api("POST", path, { as: actor, body });
    const refused = await api("POST", path, { as: actor, body: wrong });

    expect(response.status).toBe(201);
    const { id } = schema.resource.parse(await response.json());
    const rows = await db.task.count({
      where: { dealId: id },
    });
    expect(rows).toBe(1);
    expect(await refusal(refused)).toEqual({
      status: 422,
      places: ["/tasks/1/surprise"],
    });
  });

  it("asks for what is required", async () => {
    const response = await api("POST", path, { as: actor, body: {} });

    expect(await refusal(response)).toEqual({
      status: 422,
      places: ["/title", "/agentId"],
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

  it("refuses a agentId that points to nothing", async () => {
    const body = {
      ...(await valid()),
      agentId: crypto.randomUUID(),
    };
    const response = await api("POST", path, { as: actor, body });

    expect(await refusal(response)).toEqual({
      status: 422,
      places: ["/agentId"],
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
