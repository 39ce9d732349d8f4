import { describe, expect, it } from "vitest";
import { z } from "zod";

import * as schema from "~/server/singers/schema";
import * as choirSchema from "~/server/choirs/schema";
import * as factory from "../../prisma/factories/singer";
import * as choirRows from "../../prisma/factories/choir";
import { alice, api, refusal } from "../support/api";

const path = "/api/singers";
const actor = alice;

describe("GET /api/singers/:id", () => {
  it("shows one", async () => {
    const { id } = await factory.insert(actor.id);
    const response = await api("GET", `${path}/${id}`, { as: actor });

    expect(response.status).toBe(200);
    expect(schema.resource.parse(await response.json()).id).toBe(id);
  });

  it("includes choir", async () => {
    const name = "choir";
    const shape = choirSchema.resource.nullable();
    const references = await factory.references(actor.id);
    const target = await choirRows.insertId(actor.id);
    const { id } = await factory.insert(actor.id, {
      references: {
        ...references,
        choirId: target,
      },
    });
    const url = `${path}/${id}?include=${name}`;
    const response = await api("GET", url, { as: actor });

    const body = z.looseObject({}).parse(await response.json());
    expect(shape.parse(body[name])?.id).toBe(target);
  });

  it("includes leads", async () => {
    const name = "leads";
    const references = await choirRows.references(actor.id);
    const { id } = await factory.insert(actor.id);
    await choirRows.insert(actor.id, {
      references: {
        ...references,
        leaderId: id,
      },
    });
    const url = `${path}/${id}?include=${name}`;
    const response = await api("GET", url, { as: actor });

    const body = z.looseObject({}).parse(await response.json());
    const shape = z.array(choirSchema.resource);
    const [shown, ...others] = shape.parse(body[name]);
    expect(shown?.leaderId).toBe(id);
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
