import { describe, expect, it } from "vitest";
import { z } from "zod";

import * as schema from "~/server/gadgets/schema";
import * as factory from "../../prisma/factories/gadget";
import { alice, api, refusal } from "../support/api";

const path = "/api/gadgets";
const actor = alice;

const page = z.strictObject({
  items: z.array(schema.resource),
  nextCursor: z.string().nullable(),
  prevCursor: z.string().nullable(),
  count: z.int().optional(),
});

async function list(query: Record<string, string>) {
  const search = new URLSearchParams(query).toString();
  const response = await api("GET", `${path}?${search}`, { as: actor });
  expect(response.status).toBe(200);
  return page.parse(await response.json());
}

/** Every item of a list, page after page. */
async function walk(query: Record<string, string>) {
  const { items, nextCursor } = await list(query);
  let cursor = nextCursor;
  while (cursor !== null) {
    const next = await list({ ...query, cursor });
    expect(items.length % Number(query.limit)).toBe(0);
    items.push(...next.items);
    cursor = next.nextCursor;
  }
  return items;
}

/** The same from the last page to the first. */
async function walkBack(query: Record<string, string>) {
  let page = await list(query);
  while (page.nextCursor !== null) {
    page = await list({ ...query, cursor: page.nextCursor });
  }
  const { items } = page;
  while (page.prevCursor !== null) {
    page = await list({ ...query, cursor: page.prevCursor });
    items.unshift(...page.items);
  }
  return items;
}

describe("GET /api/gadgets", () => {
  it("lists every one once, page after page", async () => {
    const rows = [
      await factory.insert(actor.id),
      await factory.insert(actor.id),
      await factory.insert(actor.id),
    ];
    const ids = (await walk({ limit: "2" })).map(({ id }) => id);

    expect(ids).toEqual(expect.arrayContaining(rows.map(({ id }) => id)));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("goes back the way it came", async () => {
    await factory.insert(actor.id);
    await factory.insert(actor.id);
    const there = (await walk({ limit: "2" })).map(({ id }) => id);
    const back = (await walkBack({ limit: "2" })).map(({ id }) => id);

    // Other tests add and remove some meanwhile.
    const both = there.filter((id) => back.includes(id));
    expect(both.length).toBeGreaterThan(1);
    expect(back.filter((id) => there.includes(id))).toEqual(both);
  });

  it("counts all, where it is asked to", async () => {
    await factory.insert(actor.id);
    await factory.insert(actor.id);
    const plain = await list({ limit: "1" });
    const counted = await list({ limit: "1", count: "true" });

    expect(plain.count).toBeUndefined();
    expect(counted.items.length).toBe(1);
    expect(counted.count).toBeGreaterThan(1);
  });

  it("refuses what it does not know", async () => {
    const response = await api("GET", `${path}?surprise=1`, { as: actor });

    expect(await refusal(response)).toEqual({
      status: 400,
      places: ["surprise"],
    });
  });

  it("keeps pages short", async () => {
    const query = "limit=101";
    const response = await api("GET", `${path}?${query}`, { as: actor });

    expect(await refusal(response)).toEqual({ status: 400, places: ["limit"] });
  });

  it("refuses a cursor that it did not make", async () => {
    const response = await api("GET", `${path}?cursor=W10.x`, { as: actor });

    expect(await refusal(response)).toEqual({
      status: 400,
      places: ["cursor"],
    });
  });
});
