import { describe, expect, it } from "vitest";
import { z } from "zod";

import * as schema from "~/server/daybooks/schema";
import * as clientSchema from "~/server/clients/schema";
import * as postingSchema from "~/server/postings/schema";
import * as factory from "../../prisma/factories/daybook";
import * as clientRows from "../../prisma/factories/client";
import * as postingRows from "../../prisma/factories/posting";
import { alice, api, refusal } from "../support/api";

const path = "/api/daybooks";
const actor = alice;

describe("GET /api/daybooks/:id", () => {
  it("shows one", async () => {
    const { id } = await factory.insert(actor.id);
    const response = await api("GET", `${path}/${id}`, { as: actor });

    expect(response.status).toBe(200);
    expect(schema.resource.parse(await response.json()).id).toBe(id);
  });

  it("includes client", async () => {
    const name = "client";
    const shape = clientSchema.resource.nullable();
    const references = await factory.references(actor.id);
    const target = await clientRows.insertId(actor.id);
    const { id } = await factory.insert(actor.id, {
      references: {
        ...references,
        clientId: target,
      },
    });
    const url = `${path}/${id}?include=${name}`;
    const response = await api("GET", url, { as: actor });

    const body = z.looseObject({}).parse(await response.json());
    expect(shape.parse(body[name])?.id).toBe(target);
  });

  it("includes postings", async () => {
    const name = "postings";
    const references = await postingRows.references(actor.id);
    const { id } = await factory.insert(actor.id);
    await postingRows.insert(actor.id, {
      references: {
        ...references,
        daybookId: id,
      },
    });
    const url = `${path}/${id}?include=${name}`;
    const response = await api("GET", url, { as: actor });

    const body = z.looseObject({}).parse(await response.json());
    const shape = z.array(postingSchema.resource);
    const [shown, ...others] = shape.parse(body[name]);
    expect(shown?.daybookId).toBe(id);
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
