import { describe, expect, it } from "vitest";

import { api } from "./api";
import { type Person } from "./people";
import {
  asJSON,
  idsOf,
  insertWith,
  reader,
  type Row,
  type Subject,
} from "./subject";

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

/** Checks filters, sorts and the search of a list. */
export function checkQueries(subject: Subject, facts: Facts): void {
  const { path, factory, filters = [], capacity = 1000 } = subject;
  const { as, texts = [], nullable = [], through = [] } = facts;
  const { searched, sorts = [], numbers = [] } = facts;
  const { walk } = reader({ ...subject, api }, as);
  const limit = String(facts.limit);
  const insert = async () => factory.insert(as.id);
  const insertTwo = async () => [await insert(), await insert()];
  const least = Math.min(capacity, 2);

  describe(`queries of GET ${path}`, () => {
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
  });
}

/** The values of a field. Nulls are last in both directions, and are left out. */
function valuesOf(items: Row[], field: string) {
  return items.map((item) => item[field]).filter((value) => value !== null);
}

/** The value of a field as in a query. */
function textAt(row: Row | undefined, field: string) {
  return String(asJSON(row ?? null)[field]);
}
