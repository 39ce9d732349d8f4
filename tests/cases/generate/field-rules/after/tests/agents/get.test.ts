import { describe, expect, it } from "vitest";
import { z } from "zod";

import * as schema from "~/server/agents/schema";
import * as dealSchema from "~/server/deals/schema";
import * as factory from "../../prisma/factories/agent";
import * as dealRows from "../../prisma/factories/deal";
import { alice, api, refusal } from "../support/api";

const path = "/api/agents";
const actor = alice;

describe("GET /api/agents/:id", () => {
  it("shows one", async () => {
    const { id } = await factory.insert(actor.id);
    const response = await api("GET", `${path}/${id}`, { as: actor });

    expect(response.status).toBe(200);
    expect(schema.resource.parse(await response.json()).id).toBe(id);
  });

  it("includes deals", async () => {
    const name = "deals";
    const references = await dealRows.references(actor.id);
    const { id } = await factory.insert(actor.id);
    await dealRows.insert(actor.id, {
      references: {
        ...references,
        agentId: id,
      },
    });
    const url = `${path}/${id}?include=${name}`;
    const response = await api("GET", url, { as: actor });

    const body = z.looseObject({}).parse(await response.json());
    const shape = z.array(dealSchema.resource);
    const [shown, ...others] = shape.parse(body[name]);
    expect(shown?.agentId).toBe(id);
    expect(others).toEqual([]);
  });

  it("finds nothing under an unknown id", async () => {
    const id = crypto.randomUUID();
    const response = await api("GET", `${path}/${id}`, { as: actor });

    expect((await refusal(response)).status).toBe(404);
  });

  it("refuses what is not an id", async () => {
    const response = await api("GET", `${path}/not%20an%20id`, { as: actor });

    expect(await refusal(response)).toEqual({ status: 400, places: ["id"] });
  });
});
