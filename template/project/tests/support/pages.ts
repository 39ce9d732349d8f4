import { expect } from "vitest";
import { z } from "zod";

import { type api } from "./api";
import { type Person } from "./people";
import { type Subject } from "./subject";

type Query = Record<string, string>;
/** A resource, and how it is called. */
export type Called = Subject & { api: typeof api };

/** Reads a list for somebody, a page of it or all pages. */
export function reader({ path, schema, api }: Called, as: Person | undefined) {
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
  async function walk(query: Query = {}) {
    const { items, nextCursor } = await list(query);
    const size = Number(query.limit ?? items.length);
    let cursor = nextCursor;
    while (cursor !== null) {
      const next = await list({ ...query, cursor });
      expect(items.length % size).toBe(0);
      items.push(...next.items);
      cursor = next.nextCursor;
    }
    return items;
  }

  return { list, walk };
}
