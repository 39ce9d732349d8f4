import { expect } from "vitest";
import { z } from "zod";

import { type api } from "./api";
import { type Person } from "./people";

export type Row = { id: string; [field: string]: unknown };

/** What inserts rows of a resource: a module of prisma/factories. */
type Factory = {
  references(userId: string, given?: object): Promise<object>;
  /** A valid body. */
  fresh(userId: string): Promise<Record<string, unknown>>;
  /** The same with fields that need a role. */
  complete?(userId: string): Promise<Record<string, unknown>>;
  insert(
    userId: string,
    options?: { references?: object; fields?: object },
  ): Promise<Row>;
};

/** A resource, as tests see it. */
export type Subject = {
  path: string;
  schema: { resource: z.ZodObject };
  factory: Factory;
  /** Reads a row of any user from the database. */
  find: (id: string) => Promise<object | null>;
  /** Deletes a row of any user. */
  remove: (id: string) => Promise<unknown>;
  /** An id that no row has. */
  unknownId: string;
  /** Required fields that lists can be filtered by. */
  filters?: string[];
  /** A field that everybody who updates can change. */
  changed?: string;
  /** Whether rows have a version, for `If-Match`. */
  versioned?: boolean;
  /** The most rows of a user, where unique fields have few values. */
  capacity?: number;
};

/** A relation: its name, its foreign key, and the resource at its other end. */
export type Relation = [name: string, key: string, subject: Subject];

/** Inserts a row with the given foreign keys. */
export async function insertWith(
  { factory }: Subject,
  userId: string,
  keys: object,
) {
  const references = await factory.references(userId, keys);
  return factory.insert(userId, { references: { ...references, ...keys } });
}

/** A body that changes a row, if any field can be changed. */
export async function changeOf(
  { factory, changed }: Subject,
  userId: string,
): Promise<Record<string, unknown>> {
  return changed ? pick(await factory.fresh(userId), [changed]) : {};
}

/** The row in the database as JSON; `null` if there is none. */
export async function storedAs(subject: Subject, id: string) {
  return JSON.stringify(await subject.find(id));
}

/** The row in a response, which its schema accepts. */
export async function rowIn({ schema }: Subject, response: Response) {
  const content = schema.resource.parse(await response.json());
  return z.looseObject({ id: z.string() }).parse(content);
}

/** Checks that a row is as before but for the changes. Fields that not everybody may read are not compared. */
export function expectChanged(after: Row, before: Row, changes: object) {
  const { updatedAt } = after;
  const expected = { ...asJSON(before), updatedAt, ...asJSON(changes) };
  expect(after).toEqual({ ...after, ...expected });
}

/** A row as its JSON is parsed: dates are strings. */
export function asJSON(row: object | null): Record<string, unknown> {
  return z.looseObject({}).parse(JSON.parse(JSON.stringify(row ?? {})));
}

export function pick(row: Record<string, unknown>, names: string[]) {
  return Object.fromEntries(names.map((name) => [name, row[name]]));
}

export function idsOf(rows: { id: string }[]) {
  return rows.map(({ id }) => id);
}

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
