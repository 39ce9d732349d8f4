import { describe, expect, it } from "vitest";
import { z } from "zod";

import * as schema from "~/server/choirs/schema";
import * as bannerSchema from "~/server/banners/schema";
import * as singerSchema from "~/server/singers/schema";
import * as factory from "../../prisma/factories/choir";
import * as bannerRows from "../../prisma/factories/banner";
import * as singerRows from "../../prisma/factories/singer";
import { alice, api, refusal } from "../support/api";

const path = "/api/choirs";
const actor = alice;

describe("GET /api/choirs/:id", () => {
  it("shows one", async () => {
    const { id } = await factory.insert(actor.id);
    const response = await api("GET", `${path}/${id}`, { as: actor });

    expect(response.status).toBe(200);
    expect(schema.resource.parse(await response.json()).id).toBe(id);
  });

  it("shows only the fields that are asked for, and the id", async () => {
    const name = "name";
    const { id } = await factory.insert(actor.id);
    const url = `${path}/${id}?fields=${name}`;
    const response = await api("GET", url, { as: actor });

    const body = z.looseObject({}).parse(await response.json());
    expect(Object.keys(body)).toEqual(["id", name]);
  });

  it("includes leader", async () => {
    const name = "leader";
    const shape = singerSchema.resource.nullable();
    const references = await factory.references(actor.id);
    const target = await singerRows.insertId(actor.id);
    const { id } = await factory.insert(actor.id, {
      references: {
        ...references,
        leaderId: target,
      },
    });
    const url = `${path}/${id}?include=${name}`;
    const response = await api("GET", url, { as: actor });

    const body = z.looseObject({}).parse(await response.json());
    expect(shape.parse(body[name])?.id).toBe(target);
  });

  it("includes singers", async () => {
    const name = "singers";
    const references = await singerRows.references(actor.id);
    const { id } = await factory.insert(actor.id);
    await singerRows.insert(actor.id, {
      references: {
        ...references,
        choirId: id,
      },
    });
    const url = `${path}/${id}?include=${name}`;
    const response = await api("GET", url, { as: actor });

    const body = z.looseObject({}).parse(await response.json());
    const shape = z.array(singerSchema.resource);
    const [shown, ...others] = shape.parse(body[name]);
    expect(shown?.choirId).toBe(id);
    expect(others).toEqual([]);
  });

  it("includes banner", async () => {
    const name = "banner";
    const references = await bannerRows.references(actor.id);
    const { id } = await factory.insert(actor.id);
    await bannerRows.insert(actor.id, {
      references: {
        ...references,
        choirId: id,
      },
    });
    const url = `${path}/${id}?include=${name}`;
    const response = await api("GET", url, { as: actor });

    const body = z.looseObject({}).parse(await response.json());
    const shown = bannerSchema.resource.parse(body[name]);
    expect(shown.choirId).toBe(id);
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
