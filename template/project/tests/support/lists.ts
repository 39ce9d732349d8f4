import { expect } from "vitest";
import { z } from "zod";

import { api } from "./api";
import { type Person } from "./people";

type Query = Record<string, string>;
type Value = string | number | boolean | Date;

/** Reads a list as its clients do, for somebody: a page of it, or page after page. */
export function reader<Item extends z.ZodObject>(
  path: string,
  as: Person,
  item: Item,
) {
  const page = z.strictObject({
    items: z.array(item),
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

  /** Every item of a list, page after page. */
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

export function idsOf(items: { id: string }[]) {
  return items.map(({ id }) => id);
}

/** What a list has in a field; nulls come last both ways, and do not count. */
export function valuesOf<Item, Field extends keyof Item>(
  items: Item[],
  field: Field,
) {
  return items.map((item) => item[field]).filter((value) => value !== null);
}

/** A value as it stands in an address. */
export function asText(value: Value) {
  return value instanceof Date ? value.toISOString() : String(value);
}

/** What a row that is pointed to has in the last field of a path such as `customer.name`. */
export function valueAt(row: object, path: string) {
  const field = path.slice(path.lastIndexOf(".") + 1);
  return asText((row as Record<string, Value>)[field] ?? "");
}
