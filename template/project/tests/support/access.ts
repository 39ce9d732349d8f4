import { describe, expect, it } from "vitest";
import { z } from "zod";

import { type Name } from "./global-setup";
import { alice, people, refusal, type api } from "./api";
import { type Person } from "./people";
import {
  asJSON,
  changeOf,
  idsOf,
  reader,
  storedAs,
  transports,
  type Called,
  type Subject,
} from "./subject";

type Caller = Parameters<typeof api>[2] & { as: Person | undefined };
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

/** Where a list of alice's goes on, unless there can be only one. */
async function cursorOf(subject: Called) {
  await subject.factory.insert(alice.id);
  await subject.factory.insert(alice.id);
  const first = await reader(subject, alice).list({ limit: "1" });
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
  const { list, walk } = reader(subject, caller.as);
  const all = idsOf(await walk());
  const found = idsOf(await walk(await filtersOf(subject, id)));
  if (expected === "shown") {
    expect(all).toContain(id);
    expect(found).toContain(id);
    return;
  }
  expect(all).not.toContain(id);
  expect(found).not.toContain(id);
  // Other tests insert and delete rows meanwhile: sooner or later the count is that of the rows shown.
  const isExact = async () => {
    const { count } = await list({ limit: "1", count: "true" });
    return count === (await walk()).length;
  };
  await expect.poll(isExact, { timeout: 5_000 }).toBe(true);
  if (cursor === undefined) return;
  const url = `${subject.path}?limit=1&cursor=${cursor}`;
  const response = await subject.api("GET", url, caller);
  expect((await refusal(response)).status).toBe(400);
}

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
