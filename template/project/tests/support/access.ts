import { describe, expect, it } from "vitest";
import { z } from "zod";

import { type Name } from "./global-setup";
import { alice, bob, people, refusal, type api } from "./api";
import { transports } from "./transports";

type Row = { id: string };

/** A resource, as the tests of who may do what have to know it. */
export type Subject = {
  path: string;
  /** The fields that lists are filtered by. */
  filters: string[];
  /** Makes a row that belongs to somebody. */
  insert: (userId: string) => Promise<Row>;
  /** What the database has, whoever asks. */
  find: (id: string) => Promise<object | null>;
  /** Deletes one as its service would, whoever asks. */
  remove?: (id: string) => Promise<unknown>;
  /** A body that somebody creates one with. */
  body?: (userId: string) => Promise<object>;
  /** A body that changes one. */
  change?: (userId: string) => Promise<object>;
  unknownId: () => string;
};

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

const idsOf = (items: Row[]) => items.map(({ id }) => id);

/** Where a list of alice's goes on, unless there can be only one. */
async function cursorOf(subject: Called) {
  await subject.insert(alice.id);
  await subject.insert(alice.id);
  const first = await read(subject, { as: alice }, { limit: "1" });
  return first.nextCursor ?? undefined;
}

async function checkList(
  subject: Called,
  caller: Caller,
  expected: string,
  cursor?: string,
) {
  const { id } = await subject.insert(alice.id);
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

/** The query that finds a row by all its fields that can be asked for. */
async function filtersOf({ filters, find }: Subject, id: string) {
  const row = asJson(await find(id));
  return Object.fromEntries(filters.map((name) => [name, String(row[name])]));
}

const json = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean()]).catch(""),
);

/** What a row is made of, as it stands in an answer; what is no plain value is left out. */
function asJson(row: object | null) {
  return json.parse(JSON.parse(JSON.stringify(row)));
}

async function checkCreate(subject: Called, caller: Caller, expected: string) {
  const body = await subject.body?.((caller.as ?? alice).id);
  const response = await subject.api("POST", subject.path, { ...caller, body });
  expect(response.status).toBe(Number(expected));
}

async function checkIncluded(
  subject: Called,
  caller: Caller,
  name: string,
  expected: string,
) {
  const { id } = await subject.insert(alice.id);
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
    name === "update" ? ((await subject.change?.(alice.id)) ?? {}) : undefined;
  const { id } = await subject.insert(alice.id);
  if (name === "restore") await subject.remove?.(id);
  const before = JSON.stringify(await subject.find(id));
  const call = async (one: string) => {
    const url = `${subject.path}/${one}${name === "restore" ? "/restore" : ""}`;
    return subject.api(methods[name], url, { ...caller, body });
  };
  const response = await call(id);
  const after = JSON.stringify(await subject.find(id));

  expect(response.status).toBe(status);
  if (status < 300) {
    expect(after === "null").toBe(name === "delete");
    if (name === "get") expect(await response.json()).toMatchObject({ id });
    return;
  }
  expect(after).toBe(before);
  if (status === 404) {
    const unknown = await call(subject.unknownId());
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
  const call = async (one: object | undefined) =>
    subject.api("POST", url, { ...caller, body: { [operation]: [one] } });
  if (operation === "create") {
    const response = await call(await subject.body?.((caller.as ?? alice).id));
    expect(response.status).toBe(Number(expected));
    return;
  }
  const change = operation === "update" ? subject.change : undefined;
  const changed = await change?.(alice.id);
  const { id } = await subject.insert(alice.id);
  const before = JSON.stringify(await subject.find(id));
  const item = { ...changed, id };
  const response = await call(item);
  const after = JSON.stringify(await subject.find(id));

  expect(response.status).toBe(Number(expected));
  if (response.ok) {
    expect(after === "null").toBe(operation === "delete");
    return;
  }
  expect(after).toBe(before);
  if (response.status === 422) {
    const unknown = await call({ ...item, id: subject.unknownId() });
    expect(await refusalBody(response)).toEqual(await refusalBody(unknown));
  }
}

/** What a refusal says, but for the id of the request. */
export async function refusalBody(response: Response) {
  const body = z.looseObject({}).parse(await response.json());
  return { ...body, requestId: "" };
}

/** Something of bob's, or of another's, that a row of somebody else's points to. */
type Foreign = {
  as: Name;
  whose?: Name;
  key: string;
  /** Whether the key is a list of ids. */
  many?: boolean;
  creates: boolean;
  updates: boolean;
  include?: string;
  filters?: string[];
  /** Makes what is pointed to. */
  insert: (userId: string) => Promise<Row>;
  /** Makes a row that points to it, which no endpoint would do. */
  point: (userId: string, id: string) => Promise<Row>;
};

/** Checks that what somebody may not see is neither accepted, nor included, nor found through a relation. */
export function checkForeign(resource: Subject, foreign: Foreign): void {
  const { key, many, include, filters = [] } = foreign;
  const as = people[foreign.as];
  const { id: whose } = people[foreign.whose ?? "bob"];
  const place = many ? `/${key}/0` : `/${key}`;
  const pointer = (id: string) => ({ [key]: many ? [id] : id });

  const name = `what is not theirs, behind ${key} of ${resource.path}`;
  describe.each(transports)(`${name} by $name`, (via) => {
    const subject = { ...resource, api: via.api };
    if (foreign.creates) {
      it("is as good as nothing to those who create", async () => {
        const { id } = await foreign.insert(whose);
        const body = { ...(await subject.body?.(as.id)), ...pointer(id) };
        const response = await subject.api("POST", subject.path, { as, body });

        const places = [place];
        expect(await refusal(response)).toEqual({ status: 422, places });
      });
    }
    if (foreign.updates) {
      it("is as good as nothing to those who change", async () => {
        const { id } = await foreign.insert(whose);
        const row = await subject.insert(as.id);
        const body = pointer(id);
        const url = `${subject.path}/${row.id}`;
        const response = await subject.api("PATCH", url, { as, body });

        const places = [place];
        expect(await refusal(response)).toEqual({ status: 422, places });
      });
    }
    if (include) {
      it("is not included", async () => {
        const { id } = await foreign.insert(whose);
        const row = await foreign.point(as.id, id);

        expect(await included(subject, { as }, row.id, include)).toEqual([]);
      });
    }
    for (const filter of filters) {
      it(`is not found by ${filter}`, async () => {
        const target = await foreign.insert(whose);
        const row = await foreign.point(as.id, target.id);
        const name = filter.split(".")[1] ?? "";
        const query = { [filter]: String(asJson(target)[name]) };
        const { items } = await readAll(subject, { as }, query);

        expect(idsOf(items)).not.toContain(row.id);
      });
    }
  });
}

/** Something of bob's that points to a row of somebody else's. */
type HiddenChild = {
  as: Name;
  include: string;
  insert: (userId: string, id: string) => Promise<Row>;
};

/** Checks that what somebody may not see is not included in what it points to. */
export function checkHiddenChildren(
  resource: Subject,
  child: HiddenChild,
): void {
  const as = people[child.as];

  const name = `what is hidden behind ${child.include} of ${resource.path}`;
  describe.each(transports)(`${name} by $name`, (via) => {
    const subject = { ...resource, api: via.api };
    it("is not included", async () => {
      const { id } = await subject.insert(as.id);
      await child.insert(bob.id, id);

      expect(await included(subject, { as }, id, child.include)).toEqual([]);
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
