import { describe, expect, it } from "vitest";

import * as schema from "~/server/invoices/schema";
import * as factory from "../../prisma/factories/invoice";
import { alice, api, refusal } from "../support/api";
import { asText, idsOf, reader, valuesOf } from "../support/lists";

const path = "/api/invoices";
const actor = alice;
const limit = "100";
const { list, walk, walkBack } = reader(path, actor, schema.resource);

const filters = ["state", "total"] as const;
const nullable = ["due"] as const;
const sorts = ["total", "due"] as const;
const numbers = ["total"] as const;

describe("GET /api/invoices", () => {
  it("lists every one once, page after page", async () => {
    const rows = [
      await factory.insert(actor.id),
      await factory.insert(actor.id),
      await factory.insert(actor.id),
    ];
    const ids = idsOf(await walk({ limit: "2" }));

    expect(ids).toEqual(expect.arrayContaining(idsOf(rows)));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("goes back the way it came", async () => {
    await factory.insert(actor.id);
    await factory.insert(actor.id);
    const there = idsOf(await walk({ limit: "2" }));
    const back = idsOf(await walkBack({ limit: "2" }));

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

  it.each(filters)("filters by %s", async (field) => {
    await factory.insert(actor.id);
    const row = await factory.insert(actor.id);
    const text = asText(row[field]);
    const items = await walk({ [field]: text, limit });

    expect(idsOf(items)).toContain(row.id);
    for (const item of items) expect(asText(item[field])).toBe(text);
  });

  it.each(nullable)("finds what has no %s", async (field) => {
    await factory.insert(actor.id);
    const items = await walk({ [`${field}[null]`]: "true", limit });
    const others = await walk({ [`${field}[null]`]: "false", limit });

    for (const item of items) expect(item[field]).toBeNull();
    for (const item of others) expect(item[field]).not.toBeNull();
  });

  it.each(sorts)("sorts by %s", async (field) => {
    await factory.insert(actor.id);
    await factory.insert(actor.id);
    const items = await walk({ sort: field, limit });
    const up = valuesOf(items, field);
    const down = valuesOf(await walk({ sort: `-${field}`, limit }), field);

    expect(items.length).toBeGreaterThan(1);
    expect(down.toReversed()).toEqual(up);
  });

  it.each(numbers)("sorts %s as numbers", async (field) => {
    await factory.insert(actor.id);
    await factory.insert(actor.id);
    const items = await walk({ sort: field, limit });
    const values = valuesOf(items, field).map(Number);

    expect(values).toEqual(values.toSorted((a, b) => a - b));
  });

  it("refuses what it does not know", async () => {
    const response = await api("GET", `${path}?surprise=1`, { as: actor });

    expect(await refusal(response)).toEqual({
      status: 400,
      places: ["surprise"],
    });
  });

  it("keeps pages short", async () => {
    const query = `limit=${Number(limit) + 1}`;
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
