import { describe, expect, it } from "vitest";
import { z } from "zod";

import { type Name } from "./global-setup";
import { alice, bob, people, refusal, type api } from "./api";
import {
  asJSON,
  changeOf,
  idsOf,
  insertWith,
  storedAs,
  type Subject,
} from "./subject";
import { transports } from "./transports";

type Api = typeof api;
/** A resource, and how it is called. */
type Called = Subject & { api: Api };
type Options = Parameters<Api>[2];
type Caller = Options & { as: (typeof people)[Name] | undefined };
type Cell = { who: string; operation: string; expected: string };

/**
 * Checks a table of people and operations against the API. Each cell is about a row of alice's: the status
 * of the answer, or whether a list shows the row, counts it, finds it by its fields, and whether an answer
 * includes what it points to (`+customer`); `update[]` does it in bulk. What is refused has changed nothing;
 * what is hidden is answered like what does not exist.
 */
export function checkAccess(resource: Subject, table: string): void {
  const cells = cellsOf(table);
  describe.each(transports)(`who may use ${resource.path} by $name`, (via) => {
    const subject = { ...resource, api: via.api };
    const owner = cells.find(
      ({ who, operation }) => who === "alice" && operation === "list",
    );
    for (const { who, operation, expected } of cells) {
      if (operation.endsWith("[]") && !via.bulk) continue;
      it(`${operation} by ${who}: ${expected}`, async () => {
        const as = personOf(who);
        if (operation === "list") {
          const cursor =
            expected === "hidden" && owner?.expected === "shown"
              ? await cursorOf(subject)
              : undefined;
          return checkList(subject, { as }, expected, cursor);
        }
        if (operation === "create") {
          return checkCreate(subject, { as }, expected);
        }
        if (operation.startsWith("+")) {
          return checkIncluded(subject, { as }, operation.slice(1), expected);
        }
        if (operation.endsWith("[]")) {
          return checkBulk(subject, { as }, operation.slice(0, -2), expected);
        }
        return checkOne(subject, { as }, operation, expected);
      });
    }
  });
}

/** Whom a row of a table is about; nobody is not signed in. */
export function personOf(who: string) {
  return who === "nobody" ? undefined : people[who as Name];
}

/** The cells of a table, without those that say nothing. */
export function cellsOf(table: string): Cell[] {
  const [head = [], ...rows] = table
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/ +/));
  return rows
    .flatMap(([who = "", ...cells]) =>
      cells.map((expected, at) => ({
        who,
        operation: head[at] ?? "",
        expected,
      })),
    )
    .filter(({ expected }) => expected !== "-");
}

const page = z.object({
  items: z.array(z.looseObject({ id: z.string() })),
  nextCursor: z.string().nullable(),
  count: z.int().optional(),
});

async function read(
  { path, api }: Called,
  caller: Caller,
  query: Record<string, string>,
) {
  const search = new URLSearchParams(query).toString();
  const response = await api("GET", `${path}?${search}`, caller);
  expect(response.status).toBe(200);
  return page.parse(await response.json());
}

/** All that a list shows, page after page, and what it counts. */
async function readAll(
  subject: Called,
  caller: Caller,
  query: Record<string, string> = {},
) {
  const { items, count, nextCursor } = await read(subject, caller, {
    ...query,
    count: "true",
  });
  let cursor = nextCursor;
  while (cursor !== null) {
    const next = await read(subject, caller, { ...query, cursor });
    items.push(...next.items);
    cursor = next.nextCursor;
  }
  return { items, count };
}

/** Where a list of alice's goes on, unless there can be only one. */
async function cursorOf(subject: Called) {
  await subject.factory.insert(alice.id);
  await subject.factory.insert(alice.id);
  const first = await read(subject, { as: alice }, { limit: "1" });
  return first.nextCursor ?? undefined;
}

async function checkList(
  subject: Called,
  caller: Caller,
  expected: string,
  cursor?: string,
) {
  const { id } = await subject.factory.insert(alice.id);
  if (expected !== "shown" && expected !== "hidden") {
    const response = await subject.api("GET", subject.path, caller);
    expect((await refusal(response)).status).toBe(Number(expected));
    return;
  }
  const filters = await filtersOf(subject, id);
  const all = await readAll(subject, caller);
  const found = await readAll(subject, caller, filters);
  if (expected === "shown") {
    expect(idsOf(all.items)).toContain(id);
    expect(idsOf(found.items)).toContain(id);
    return;
  }
  expect(idsOf(all.items)).not.toContain(id);
  expect(idsOf(found.items)).not.toContain(id);
  // Other tests add and remove some meanwhile: sooner or later it is what is shown, and no more.
  await expect
    .poll(async () => {
      const { items, count } = await readAll(subject, caller);
      return count === items.length;
    }, PATIENCE)
    .toBe(true);
  if (cursor === undefined) return;
  const url = `${subject.path}?limit=1&cursor=${cursor}`;
  const response = await subject.api("GET", url, caller);
  expect((await refusal(response)).status).toBe(400);
}

const PATIENCE = { timeout: 5_000 };

/** The query that finds a row by many of its fields. */
async function filtersOf({ filters = [], find }: Subject, id: string) {
  const row = asJSON(await find(id));
  const query = filters.slice(0, 10).map((name) => [name, String(row[name])]);
  return z.record(z.string(), z.string()).parse(Object.fromEntries(query));
}

async function checkCreate(subject: Called, caller: Caller, expected: string) {
  const body = await subject.factory.fresh((caller.as ?? alice).id);
  const response = await subject.api("POST", subject.path, { ...caller, body });
  expect(response.status).toBe(Number(expected));
}

async function checkIncluded(
  subject: Called,
  caller: Caller,
  name: string,
  expected: string,
) {
  const { id } = await subject.factory.insert(alice.id);
  const url = `${subject.path}/${id}?include=${name}`;
  const response = await subject.api("GET", url, caller);
  expect(response.status).toBe(200);
  const body = z.looseObject({}).parse(await response.json());
  expect(body).toHaveProperty(name);
  expect(body[name] === null ? "hidden" : "shown").toBe(expected);
}

/** How each operation on one row is called. */
const methods = {
  get: "GET",
  update: "PATCH",
  delete: "DELETE",
  restore: "POST",
} as const;

async function checkOne(
  subject: Called,
  caller: Caller,
  operation: string,
  expected: string,
) {
  const name = operation as keyof typeof methods;
  const status = Number(expected);
  // Before the row: where there can be only one, the next takes its place.
  const body =
    name === "update" ? await changeOf(subject, alice.id) : undefined;
  const { id } = await subject.factory.insert(alice.id);
  if (name === "restore") await subject.remove(id);
  const before = await storedAs(subject, id);
  const call = async (one: string) => {
    const url = `${subject.path}/${one}${name === "restore" ? "/restore" : ""}`;
    return subject.api(methods[name], url, { ...caller, body });
  };
  const response = await call(id);
  const after = await storedAs(subject, id);

  expect(response.status).toBe(status);
  if (status < 300) {
    expect(after === "null").toBe(name === "delete");
    if (name === "get") expect(await response.json()).toMatchObject({ id });
    return;
  }
  expect(after).toBe(before);
  if (status === 404) {
    const unknown = await call(subject.unknownId);
    expect(await refusalBody(response)).toEqual(await refusalBody(unknown));
  }
}

/** A request of many, which holds one. */
async function checkBulk(
  subject: Called,
  caller: Caller,
  operation: string,
  expected: string,
) {
  const url = `${subject.path}/bulk`;
  const call = async (one: object) =>
    subject.api("POST", url, { ...caller, body: { [operation]: [one] } });
  if (operation === "create") {
    const response = await call(
      await subject.factory.fresh((caller.as ?? alice).id),
    );
    expect(response.status).toBe(Number(expected));
    return;
  }
  const changed =
    operation === "update" ? await changeOf(subject, alice.id) : {};
  const { id } = await subject.factory.insert(alice.id);
  const before = await storedAs(subject, id);
  const item = { ...changed, id };
  const response = await call(item);
  const after = await storedAs(subject, id);

  expect(response.status).toBe(Number(expected));
  if (response.ok) {
    expect(after === "null").toBe(operation === "delete");
    return;
  }
  expect(after).toBe(before);
  if (response.status === 422) {
    const unknown = await call({ ...item, id: subject.unknownId });
    expect(await refusalBody(response)).toEqual(await refusalBody(unknown));
  }
}

/** What a refusal says, but for the id of the request. */
export async function refusalBody(response: Response) {
  const body = z.looseObject({}).parse(await response.json());
  return { ...body, requestId: "" };
}

/** A row that somebody may not see, and that a row of their own references. */
type Foreign = {
  as: Name;
  /** Whose row it is; bob's by default. */
  whose?: Name;
  key: string;
  /** Whether the key is a list of ids. */
  many?: boolean;
  /** The referenced resource; without one it is users. */
  target?: Subject;
  creates: boolean;
  updates: boolean;
  include?: string;
  filters?: string[];
};

/** Checks that rows which somebody may not see are neither accepted, nor included, nor found through a relation. */
export function checkForeign(resource: Subject, foreign: Foreign): void {
  const { key, many, target, include, filters = [] } = foreign;
  const as = people[foreign.as];
  const whose = people[foreign.whose ?? "bob"];
  const place = many ? `/${key}/0` : `/${key}`;
  const pointer = ({ id }: { id: string }) => ({ [key]: many ? [id] : id });
  const insert = async () => target?.factory.insert(whose.id) ?? whose;

  const name = `rows of others, referenced by ${key} of ${resource.path}`;
  describe.each(transports)(`${name} by $name`, (via) => {
    const subject = { ...resource, api: via.api };
    const { path, factory } = subject;
    const refused = { status: 422, places: [place] };
    if (foreign.creates) {
      it("are not found by a create", async () => {
        const keys = pointer(await insert());
        const body = { ...(await factory.fresh(as.id)), ...keys };
        const response = await subject.api("POST", path, { as, body });

        expect(await refusal(response)).toEqual(refused);
      });
    }

    if (foreign.updates) {
      it("are not found by an update", async () => {
        const body = pointer(await insert());
        const { id } = await factory.insert(as.id);
        const response = await subject.api("PATCH", `${path}/${id}`, {
          as,
          body,
        });

        expect(await refusal(response)).toEqual(refused);
      });
    }

    if (include) {
      it("are not included", async () => {
        const { id } = await insertWith(
          subject,
          as.id,
          pointer(await insert()),
        );

        expect(await included(subject, { as }, id, include)).toEqual([]);
      });
    }

    it.each(filters)("are not found by %s", async (filter) => {
      const row = await insert();
      const { id } = await insertWith(subject, as.id, pointer(row));
      const field = filter.slice(filter.indexOf(".") + 1);
      const query = { [filter]: String(asJSON(row)[field]) };
      const { items } = await readAll(subject, { as }, query);

      expect(idsOf(items)).not.toContain(id);
    });
  });
}

/** Rows that somebody may not see, and that reference a row of their own. */
type HiddenChild = {
  as: Name;
  include: string;
  key: string;
  child: Subject;
};

/** Checks that rows which somebody may not see are not included in the row that they reference. */
export function checkHiddenChildren(
  resource: Subject,
  { as: who, include, key, child }: HiddenChild,
): void {
  const as = people[who];

  const name = `hidden rows of ${include} of ${resource.path}`;
  describe.each(transports)(`${name} by $name`, (via) => {
    const subject = { ...resource, api: via.api };
    it("are not included", async () => {
      const { id } = await subject.factory.insert(as.id);
      await insertWith(child, bob.id, { [key]: id });

      expect(await included(subject, { as }, id, include)).toEqual([]);
    });
  });
}

/** What a row is shown with, one or many. */
async function included(
  { path, api }: Called,
  caller: Caller,
  id: string,
  name: string,
): Promise<unknown[]> {
  const response = await api("GET", `${path}/${id}?include=${name}`, caller);
  expect(response.status).toBe(200);
  const body = z.looseObject({}).parse(await response.json());
  expect(body).toHaveProperty(name);
  return [body[name] ?? []].flat();
}
