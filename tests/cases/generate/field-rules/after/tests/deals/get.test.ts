import { describe, expect, it } from "vitest";
import { z } from "zod";

import * as schema from "~/server/deals/schema";
import * as agentSchema from "~/server/agents/schema";
import * as taskSchema from "~/server/tasks/schema";
import * as factory from "../../prisma/factories/deal";
import * as agentRows from "../../prisma/factories/agent";
import * as taskRows from "../../prisma/factories/task";
import { alice, api, refusal } from "../support/api";

const path = "/api/deals";
const actor = alice;

describe("GET /api/deals/:id", () => {
  it("shows one", async () => {
    const { id } = await factory.insert(actor.id);
    const response = await api("GET", `${path}/${id}`, { as: actor });

    expect(response.status).toBe(200);
    expect(schema.resource.parse(await response.json()).id).toBe(id);
  });

  it("shows only the fields that are asked for, and the id", async () => {
    const name = "title";
    const { id } = await factory.insert(actor.id);
    const url = `${path}/${id}?fields=${name}`;
    const response = await api("GET", url, { as: actor });

    const body = z.looseObject({}).parse(await response.json());
    expect(Object.keys(body)).toEqual(["id", name]);
  });

  it("includes agent", async () => {
    const name = "agent";
    const shape = agentSchema.resource.nullable();
    const references = await factory.references(actor.id);
    const target = await agentRows.insertId(actor.id);
    const { id } = await factory.insert(actor.id, {
      references: {
        ...references,
        agentId: target,
      },
    });
    const url = `${path}/${id}?include=${name}`;
    const response = await api("GET", url, { as: actor });

    const body = z.looseObject({}).parse(await response.json());
    expect(shape.parse(body[name])?.id).toBe(target);
  });

  it("includes tasks", async () => {
    const name = "tasks";
    const references = await taskRows.references(actor.id);
    const { id } = await factory.insert(actor.id);
    await taskRows.insert(actor.id, {
      references: {
        ...references,
        dealId: id,
      },
    });
    const url = `${path}/${id}?include=${name}`;
    const response = await api("GET", url, { as: actor });

    const body = z.looseObject({}).parse(await response.json());
    const shape = z.array(taskSchema.resource);
    const [shown, ...others] = shape.parse(body[name]);
    expect(shown?.dealId).toBe(id);
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
