import { describe, expect, it } from "vitest";

import * as schema from "~/server/parcels/schema";
import * as factory from "../../prisma/factories/parcel";
import * as carrierRows from "../../prisma/factories/carrier";
import { alice, api, refusal } from "../support/api";
import { asText, idsOf, reader, valueAt } from "../support/lists";

const path = "/api/parcels";
const actor = alice;
const limit = "100";
const { list, walk, walkBack } = reader(path, actor, schema.resource);

const filters = ["code"] as const;
const texts = ["code"] as const;
const nullable = ["weight"] as const;

/** Filters through a relation, the key that points there, and what makes a row there. */
const through = [
  ["carrier.name", "carrierId", carrierRows.insert],
  ["carrier.kind", "carrierId", carrierRows.insert],
  ["carrier.fee", "carrierId", carrierRows.insert],
  ["backup.carried", "backupId", carrierRows.insert],
] as const;

describe("GET /api/parcels", () => {
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

  it.each(texts)("finds a part of %s, without wildcards", async (field) => {
    const row = await factory.insert(actor.id);
    const start = asText(row[field]).slice(0, 3);
    const part = start.replace(/[a-z]/g, (letter) => letter.toUpperCase());
    const items = await walk({ [`${field}[contains]`]: part, limit });
    const others = await walk({ [`${field}[contains]`]: "%", limit });

    expect(idsOf(items)).toContain(row.id);
    for (const item of others) expect(asText(item[field])).toContain("%");
  });

  it.each(nullable)("finds what has no %s", async (field) => {
    await factory.insert(actor.id);
    const items = await walk({ [`${field}[null]`]: "true", limit });
    const others = await walk({ [`${field}[null]`]: "false", limit });

    for (const item of items) expect(item[field]).toBeNull();
    for (const item of others) expect(item[field]).not.toBeNull();
  });

  it.each(through)("filters by %s", async (name, key, insert) => {
    const references = await factory.references(actor.id);
    const other = await insert(actor.id);
    const row = await factory.insert(actor.id, {
      references: { ...references, [key]: other.id },
    });
    const items = await walk({ [name]: valueAt(other, name), limit });

    expect(idsOf(items)).toContain(row.id);
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
