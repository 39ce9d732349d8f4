import { describe, expect, it } from "vitest";
import { z } from "zod";

import { api, refusal } from "./api";
import { type Person } from "./people";
import { asJSON, idsOf, insertWith, type Row, type Subject } from "./subject";

type Facts = {
  as: Person;
  /** The greatest page size. */
  limit: number;
  /** A field that is searched. */
  searched?: string;
  /** The filters that find a part of a text. */
  texts?: string[];
  /** The filters by fields that can be null. */
  nullable?: string[];
  /** Filters by a field of a relation, such as `customer.name`. */
  through?: [name: string, key: string, target: Subject][];
  sorts?: string[];
  /** The sorts by numbers. */
  numbers?: string[];
};

/** Checks `GET` of the list of a resource. */
export function checkList(subject: Subject, facts: Facts): void {
  const { path, factory, filters = [], capacity = 1000 } = subject;
  const { as, texts = [], nullable = [], through = [] } = facts;
  const { searched, sorts = [], numbers = [] } = facts;
  const { list, walk, walkBack } = reader(subject, as);
  const limit = String(facts.limit);
  const insert = async () => factory.insert(as.id);
  const insertTwo = async () => [await insert(), await insert()];
  const least = Math.min(capacity, 2);

  describe(`GET ${path}`, () => {
    it("lists each row once, page by page", async () => {
      const rows = [await insert()];
      while (rows.length < Math.min(capacity, 3)) rows.push(await insert());
      const size = capacity > 2 ? "2" : "1";
      const ids = idsOf(await walk({ limit: size }));

      expect(ids).toEqual(expect.arrayContaining(idsOf(rows)));
      expect(new Set(ids).size).toBe(ids.length);
    });

    it("pages backwards in the same order", async () => {
      await insertTwo();
      const forwards = idsOf(await walk({ limit: "2" }));
      const backwards = idsOf(await walkBack({ limit: "2" }));

      // Other tests insert and delete rows meanwhile.
      const both = forwards.filter((id) => backwards.includes(id));
      expect(both.length).toBeGreaterThanOrEqual(least);
      expect(backwards.filter((id) => forwards.includes(id))).toEqual(both);
    });

    it("counts all rows on request", async () => {
      await insertTwo();
      const plain = await list({ limit: "1" });
      const counted = await list({ limit: "1", count: "true" });

      expect(plain.count).toBeUndefined();
      expect(counted.items.length).toBe(1);
      expect(counted.count).toBeGreaterThanOrEqual(least);
    });

    if (searched) {
      it("searches, without wildcards", async () => {
        const row = await insert();
        const words = textAt(row, searched).split(/\s+/);
        const found = await walk({ q: words.slice(0, 3).join(" "), limit });
        const others = await walk({ q: "%%%", limit });

        expect(idsOf(found)).toContain(row.id);
        expect(others).toEqual([]);
      });
    }

    it.each(filters)("filters by %s", async (field) => {
      const [, row] = await insertTwo();
      const text = textAt(row, field);
      const items = await walk({ [field]: text, limit });

      expect(idsOf(items)).toContain(row?.id);
      for (const item of items) expect(textAt(item, field)).toBe(text);
    });

    it.each(texts)("finds a part of %s, without wildcards", async (field) => {
      const row = await insert();
      const start = textAt(row, field).slice(0, 3);
      const part = start.replace(/[a-z]/g, (letter) => letter.toUpperCase());
      const items = await walk({ [`${field}[contains]`]: part, limit });
      const others = await walk({ [`${field}[contains]`]: "%", limit });

      expect(idsOf(items)).toContain(row.id);
      for (const item of others) expect(textAt(item, field)).toContain("%");
    });

    it.each(nullable)("finds rows without %s", async (field) => {
      await insert();
      const items = await walk({ [`${field}[null]`]: "true", limit });
      const others = await walk({ [`${field}[null]`]: "false", limit });

      for (const item of items) expect(item[field]).toBeNull();
      for (const item of others) expect(item[field]).not.toBeNull();
    });

    it.each(through)("filters by %s", async (name, key, target) => {
      const other = await target.factory.insert(as.id);
      const row = await insertWith(subject, as.id, { [key]: other.id });
      const field = name.slice(name.indexOf(".") + 1);
      const items = await walk({ [name]: textAt(other, field), limit });

      expect(idsOf(items)).toContain(row.id);
    });

    it.each(sorts)("sorts by %s", async (field) => {
      await insertTwo();
      const items = await walk({ sort: field, limit });
      const ascending = valuesOf(items, field);
      const descending = valuesOf(
        await walk({ sort: `-${field}`, limit }),
        field,
      );

      expect(items.length).toBeGreaterThanOrEqual(least);
      expect(descending.toReversed()).toEqual(ascending);
    });

    it.each(numbers)("sorts %s as numbers", async (field) => {
      await insertTwo();
      const items = await walk({ sort: field, limit });
      const values = valuesOf(items, field).map(Number);

      expect(values).toEqual(values.toSorted((a, b) => a - b));
    });

    it.each([
      ["surprise", "1"],
      ["limit", `${facts.limit + 1}`],
      ["cursor", "W10.x"],
    ])("refuses %s=%s", async (name, value) => {
      const response = await api("GET", `${path}?${name}=${value}`, { as });

      expect(await refusal(response)).toEqual({ status: 400, places: [name] });
    });
  });
}

type Query = Record<string, string>;

/** Reads a list for a user, a page of it or all pages. */
function reader({ path, schema }: Subject, as: Person) {
  const page = z.strictObject({
    items: z
      .array(schema.resource)
      .pipe(z.array(z.looseObject({ id: z.string() }))),
    nextCursor: z.string().nullable(),
    prevCursor: z.string().nullable(),
    count: z.int().optional(),
  });

  async function list(query: Query) {
    const search = new URLSearchParams(query).toString();
    const response = await api("GET", `${path}?${search}`, { as });
    expect(response.status).toBe(200);
    return page.parse(await response.json());
  }

  /** All items, from the first page to the last. */
  async function walk(query: Query) {
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
  async function walkBack(query: Query) {
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

  return { list, walk, walkBack };
}

/** The values of a field. Nulls are last in both directions, and are left out. */
function valuesOf(items: Row[], field: string) {
  return items.map((item) => item[field]).filter((value) => value !== null);
}

/** The value of a field as in a query. */
function textAt(row: Row | undefined, field: string) {
  return String(asJSON(row ?? null)[field]);
}
