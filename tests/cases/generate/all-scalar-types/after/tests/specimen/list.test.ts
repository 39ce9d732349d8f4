import { describe, expect, it } from "vitest";
import { z } from "zod";

import * as schema from "~/server/specimen/schema";
import * as factory from "../../prisma/factories/specimen";
import { alice, api, refusal } from "../support/api";

const path = "/api/specimen";
const actor = alice;
const limit = "100";

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

type Item = z.output<typeof schema.resource>;

/** What a list has in a field; nulls come last both ways, and do not count. */
function valuesOf(items: Item[], field: keyof Item) {
  return items.map((item) => item[field]).filter((value) => value !== null);
}

/** A value as it stands in an address. */
function asText(value: string | number | boolean | Date) {
  return value instanceof Date ? value.toISOString() : String(value);
}

describe("GET /api/specimen", () => {
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

  it("filters by aString", async () => {
    const field = "aString";
    const row = await factory.insert(actor.id);
    await factory.insert(actor.id);
    const text = asText(row[field]);
    const items = await walk({ [field]: text, limit });

    expect(items.map(({ id }) => id)).toContain(row.id);
    for (const item of items) expect(asText(item[field])).toBe(text);
  });

  it("filters by aText", async () => {
    const field = "aText";
    const row = await factory.insert(actor.id);
    await factory.insert(actor.id);
    const text = asText(row[field]);
    const items = await walk({ [field]: text, limit });

    expect(items.map(({ id }) => id)).toContain(row.id);
    for (const item of items) expect(asText(item[field])).toBe(text);
  });

  it("filters by anInt", async () => {
    const field = "anInt";
    const row = await factory.insert(actor.id);
    await factory.insert(actor.id);
    const text = asText(row[field]);
    const items = await walk({ [field]: text, limit });

    expect(items.map(({ id }) => id)).toContain(row.id);
    for (const item of items) expect(asText(item[field])).toBe(text);
  });

  it("filters by aBigint", async () => {
    const field = "aBigint";
    const row = await factory.insert(actor.id);
    await factory.insert(actor.id);
    const text = asText(row[field]);
    const items = await walk({ [field]: text, limit });

    expect(items.map(({ id }) => id)).toContain(row.id);
    for (const item of items) expect(asText(item[field])).toBe(text);
  });

  it("filters by aFloat", async () => {
    const field = "aFloat";
    const row = await factory.insert(actor.id);
    await factory.insert(actor.id);
    const text = asText(row[field]);
    const items = await walk({ [field]: text, limit });

    expect(items.map(({ id }) => id)).toContain(row.id);
    for (const item of items) expect(asText(item[field])).toBe(text);
  });

  it("filters by aDecimal", async () => {
    const field = "aDecimal";
    const row = await factory.insert(actor.id);
    await factory.insert(actor.id);
    const text = asText(row[field]);
    const items = await walk({ [field]: text, limit });

    expect(items.map(({ id }) => id)).toContain(row.id);
    for (const item of items) expect(asText(item[field])).toBe(text);
  });

  it("filters by aBoolean", async () => {
    const field = "aBoolean";
    const row = await factory.insert(actor.id);
    await factory.insert(actor.id);
    const text = asText(row[field]);
    const items = await walk({ [field]: text, limit });

    expect(items.map(({ id }) => id)).toContain(row.id);
    for (const item of items) expect(asText(item[field])).toBe(text);
  });

  it("filters by aDate", async () => {
    const field = "aDate";
    const row = await factory.insert(actor.id);
    await factory.insert(actor.id);
    const text = asText(row[field]);
    const items = await walk({ [field]: text, limit });

    expect(items.map(({ id }) => id)).toContain(row.id);
    for (const item of items) expect(asText(item[field])).toBe(text);
  });

  it("filters by aDatetime", async () => {
    const field = "aDatetime";
    const row = await factory.insert(actor.id);
    await factory.insert(actor.id);
    const text = asText(row[field]);
    const items = await walk({ [field]: text, limit });

    expect(items.map(({ id }) => id)).toContain(row.id);
    for (const item of items) expect(asText(item[field])).toBe(text);
  });

  it("filters by aUuid", async () => {
    const field = "aUuid";
    const row = await factory.insert(actor.id);
    await factory.insert(actor.id);
    const text = asText(row[field]);
    const items = await walk({ [field]: text, limit });

    expect(items.map(({ id }) => id)).toContain(row.id);
    for (const item of items) expect(asText(item[field])).toBe(text);
  });

  it("filters by anEmail", async () => {
    const field = "anEmail";
    const row = await factory.insert(actor.id);
    await factory.insert(actor.id);
    const text = asText(row[field]);
    const items = await walk({ [field]: text, limit });

    expect(items.map(({ id }) => id)).toContain(row.id);
    for (const item of items) expect(asText(item[field])).toBe(text);
  });

  it("filters by aUrl", async () => {
    const field = "aUrl";
    const row = await factory.insert(actor.id);
    await factory.insert(actor.id);
    const text = asText(row[field]);
    const items = await walk({ [field]: text, limit });

    expect(items.map(({ id }) => id)).toContain(row.id);
    for (const item of items) expect(asText(item[field])).toBe(text);
  });

  it("filters by aSlug", async () => {
    const field = "aSlug";
    const row = await factory.insert(actor.id);
    await factory.insert(actor.id);
    const text = asText(row[field]);
    const items = await walk({ [field]: text, limit });

    expect(items.map(({ id }) => id)).toContain(row.id);
    for (const item of items) expect(asText(item[field])).toBe(text);
  });

  it("filters by anEnum", async () => {
    const field = "anEnum";
    const row = await factory.insert(actor.id);
    await factory.insert(actor.id);
    const text = asText(row[field]);
    const items = await walk({ [field]: text, limit });

    expect(items.map(({ id }) => id)).toContain(row.id);
    for (const item of items) expect(asText(item[field])).toBe(text);
  });

  it("finds a part of aString, in which % stands for itself", async () => {
    const field = "aString";
    const row = await factory.insert(actor.id);
    const part = asText(row[field]).slice(0, 3).toUpperCase();
    const items = await walk({ [`${field}[contains]`]: part, limit });
    const others = await walk({ [`${field}[contains]`]: "%", limit });

    expect(items.map(({ id }) => id)).toContain(row.id);
    for (const item of others) expect(asText(item[field])).toContain("%");
  });

  it("finds a part of aText, in which % stands for itself", async () => {
    const field = "aText";
    const row = await factory.insert(actor.id);
    const part = asText(row[field]).slice(0, 3).toUpperCase();
    const items = await walk({ [`${field}[contains]`]: part, limit });
    const others = await walk({ [`${field}[contains]`]: "%", limit });

    expect(items.map(({ id }) => id)).toContain(row.id);
    for (const item of others) expect(asText(item[field])).toContain("%");
  });

  it("finds a part of anEmail, in which % stands for itself", async () => {
    const field = "anEmail";
    const row = await factory.insert(actor.id);
    const part = asText(row[field]).slice(0, 3).toUpperCase();
    const items = await walk({ [`${field}[contains]`]: part, limit });
    const others = await walk({ [`${field}[contains]`]: "%", limit });

    expect(items.map(({ id }) => id)).toContain(row.id);
    for (const item of others) expect(asText(item[field])).toContain("%");
  });

  it("finds a part of aUrl, in which % stands for itself", async () => {
    const field = "aUrl";
    const row = await factory.insert(actor.id);
    const part = asText(row[field]).slice(0, 3).toUpperCase();
    const items = await walk({ [`${field}[contains]`]: part, limit });
    const others = await walk({ [`${field}[contains]`]: "%", limit });

    expect(items.map(({ id }) => id)).toContain(row.id);
    for (const item of others) expect(asText(item[field])).toContain("%");
  });

  it("finds a part of aSlug, in which % stands for itself", async () => {
    const field = "aSlug";
    const row = await factory.insert(actor.id);
    const part = asText(row[field]).slice(0, 3).toUpperCase();
    const items = await walk({ [`${field}[contains]`]: part, limit });
    const others = await walk({ [`${field}[contains]`]: "%", limit });

    expect(items.map(({ id }) => id)).toContain(row.id);
    for (const item of others) expect(asText(item[field])).toContain("%");
  });

  it("finds what has no maybeInt", async () => {
    await factory.insert(actor.id);
    const items = await walk({ "maybeInt[null]": "true", limit });
    const others = await walk({ "maybeInt[null]": "false", limit });

    for (const item of items) expect(item.maybeInt).toBeNull();
    for (const item of others) expect(item.maybeInt).not.toBeNull();
  });

  it("finds what has no maybeDecimal", async () => {
    await factory.insert(actor.id);
    const items = await walk({ "maybeDecimal[null]": "true", limit });
    const others = await walk({ "maybeDecimal[null]": "false", limit });

    for (const item of items) expect(item.maybeDecimal).toBeNull();
    for (const item of others) expect(item.maybeDecimal).not.toBeNull();
  });

  it("sorts by aString", async () => {
    const field = "aString";
    await factory.insert(actor.id);
    await factory.insert(actor.id);
    const up = await walk({ sort: field, limit });
    const down = await walk({ sort: `-${field}`, limit });

    expect(valuesOf(up, field).length).toBeGreaterThan(1);
    expect(valuesOf(down, field).toReversed()).toEqual(valuesOf(up, field));
  });

  it("sorts by anInt", async () => {
    const field = "anInt";
    await factory.insert(actor.id);
    await factory.insert(actor.id);
    const up = await walk({ sort: field, limit });
    const down = await walk({ sort: `-${field}`, limit });

    expect(valuesOf(up, field).length).toBeGreaterThan(1);
    expect(valuesOf(down, field).toReversed()).toEqual(valuesOf(up, field));
    const values = valuesOf(up, field).map(Number);
    expect(values).toEqual(values.toSorted((a, b) => a - b));
  });

  it("sorts by aBigint", async () => {
    const field = "aBigint";
    await factory.insert(actor.id);
    await factory.insert(actor.id);
    const up = await walk({ sort: field, limit });
    const down = await walk({ sort: `-${field}`, limit });

    expect(valuesOf(up, field).length).toBeGreaterThan(1);
    expect(valuesOf(down, field).toReversed()).toEqual(valuesOf(up, field));
    const values = valuesOf(up, field).map(Number);
    expect(values).toEqual(values.toSorted((a, b) => a - b));
  });

  it("sorts by aFloat", async () => {
    const field = "aFloat";
    await factory.insert(actor.id);
    await factory.insert(actor.id);
    const up = await walk({ sort: field, limit });
    const down = await walk({ sort: `-${field}`, limit });

    expect(valuesOf(up, field).length).toBeGreaterThan(1);
    expect(valuesOf(down, field).toReversed()).toEqual(valuesOf(up, field));
    const values = valuesOf(up, field).map(Number);
    expect(values).toEqual(values.toSorted((a, b) => a - b));
  });

  it("sorts by aDecimal", async () => {
    const field = "aDecimal";
    await factory.insert(actor.id);
    await factory.insert(actor.id);
    const up = await walk({ sort: field, limit });
    const down = await walk({ sort: `-${field}`, limit });

    expect(valuesOf(up, field).length).toBeGreaterThan(1);
    expect(valuesOf(down, field).toReversed()).toEqual(valuesOf(up, field));
    const values = valuesOf(up, field).map(Number);
    expect(values).toEqual(values.toSorted((a, b) => a - b));
  });

  it("sorts by aDate", async () => {
    const field = "aDate";
    await factory.insert(actor.id);
    await factory.insert(actor.id);
    const up = await walk({ sort: field, limit });
    const down = await walk({ sort: `-${field}`, limit });

    expect(valuesOf(up, field).length).toBeGreaterThan(1);
    expect(valuesOf(down, field).toReversed()).toEqual(valuesOf(up, field));
  });

  it("sorts by aDatetime", async () => {
    const field = "aDatetime";
    await factory.insert(actor.id);
    await factory.insert(actor.id);
    const up = await walk({ sort: field, limit });
    const down = await walk({ sort: `-${field}`, limit });

    expect(valuesOf(up, field).length).toBeGreaterThan(1);
    expect(valuesOf(down, field).toReversed()).toEqual(valuesOf(up, field));
  });

  it("sorts by maybeInt", async () => {
    const field = "maybeInt";
    await factory.insert(actor.id);
    await factory.insert(actor.id);
    const up = await walk({ sort: field, limit });
    const down = await walk({ sort: `-${field}`, limit });

    expect(valuesOf(up, field).length).toBeGreaterThan(1);
    expect(valuesOf(down, field).toReversed()).toEqual(valuesOf(up, field));
    const values = valuesOf(up, field).map(Number);
    expect(values).toEqual(values.toSorted((a, b) => a - b));
  });

  it("sorts by maybeDatetime", async () => {
    const field = "maybeDatetime";
    await factory.insert(actor.id);
    await factory.insert(actor.id);
    const up = await walk({ sort: field, limit });
    const down = await walk({ sort: `-${field}`, limit });

    expect(valuesOf(up, field).length).toBeGreaterThan(1);
    expect(valuesOf(down, field).toReversed()).toEqual(valuesOf(up, field));
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
