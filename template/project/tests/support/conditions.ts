import { describe, expect, it } from "vitest";

import { alice, bob, refusal } from "./api";
import { personOf, refusalBody } from "./access";
import {
  changeOf,
  idsOf,
  reader,
  storedAs,
  transports,
  type Called,
  type Row,
  type Subject,
} from "./subject";

/** What rules with conditions decide by. */
type Conditions = {
  /** The relations that rules follow, by path: the foreign key, and the resource at its end. */
  relations?: Record<string, [key: string, subject: Subject]>;
  /** The ids of the members of a row, by its path; the row itself has the path "". */
  members?: Record<string, string>;
  /** Values that rules tell apart, by the name of the row, then by the path of whose fields they are. */
  rows: Record<string, Record<string, object>>;
};

/** Somebody, and a row that they call about. */
type Case = {
  conditions: Conditions;
  row: string;
  /** What the user is of the row, if anything: `owner`, `project.members`. */
  standing: string;
  userId: string;
};

/**
 * Checks a table of people, rows and operations against the API. The rows are those of `conditions`, and
 * alice's, but for what callers are of them: `bob=owner`, `bob=project.members`. `>done` is an update that gives
 * the row the values of another one.
 */
export function checkConditions(
  resource: Subject,
  table: string,
  conditions: Conditions,
): void {
  const [operations = [], ...lines] = table
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/ +/));
  describe.each(transports)(`rules of ${resource.path} by $name`, (via) => {
    const subject = { ...resource, api: via.api };
    for (const [who = "", row = "", ...cells] of lines) {
      const [name = "", standing = ""] = who.split("=");
      const as = personOf(name);
      const userId = (as ?? bob).id;
      const one = { conditions, row, standing, userId };
      for (const [at, expected] of cells.entries()) {
        const operation = operations[at] ?? "";
        if (expected === "-") continue;
        it(`${operation} of ${row} by ${who}: ${expected}`, async () => {
          if (operation === "create") {
            return checkCreate(subject, as, one, expected);
          }
          const { id } = await build(subject, one, "");
          if (operation === "list") {
            return checkList(subject, as, id, expected);
          }
          return checkOne(subject, as, one, id, operation, expected);
        });
      }
    }
  });
}

type Caller = typeof alice | undefined;

/** Inserts the row at a path, with those that it belongs to. */
async function build(subject: Subject, one: Case, path: string): Promise<Row> {
  const { keys, fields, userId } = await partsOf(subject, one, path);
  const given = await subject.factory.references(alice.id, keys);
  const references = { ...given, ...keys };
  return subject.factory.insert(userId, { references, fields });
}

/** What makes the row at a path what the case says: foreign keys, fields and the owner. */
async function partsOf(subject: Subject, one: Case, path: string) {
  const { relations = {}, members = {}, rows } = one.conditions;
  const keys: Record<string, unknown> = {};
  for (const [below, [key, target]] of Object.entries(relations)) {
    if (parentOf(below) !== path) continue;
    keys[key] = (await build(target, one, below)).id;
  }
  const many = members[path];
  const isMember = parentOf(one.standing) === path && !isOwner(one.standing);
  if (many) keys[many] = one.standing && isMember ? [one.userId] : [];
  const owns = isOwner(one.standing) && parentOf(one.standing) === path;
  const fields = { ...rows[one.row]?.[path] };
  return { keys, fields, userId: owns ? one.userId : alice.id };
}

function parentOf(path: string) {
  return path.split(".").slice(0, -1).join(".");
}

function isOwner(standing: string) {
  return standing.split(".").at(-1) === "owner";
}

async function checkList(
  subject: Called,
  as: Caller,
  id: string,
  expected: string,
) {
  if (expected !== "shown" && expected !== "hidden") {
    const response = await subject.api("GET", subject.path, { as });
    expect((await refusal(response)).status).toBe(Number(expected));
    return;
  }
  const { list, walk } = reader(subject, as);
  const all = idsOf(await walk());
  expect(all.includes(id) ? "shown" : "hidden").toBe(expected);
  // Other tests insert and delete rows meanwhile: sooner or later the count is that of the rows shown.
  const isExact = async () => {
    const { count } = await list({ limit: "1", count: "true" });
    return count === (await walk()).length;
  };
  await expect.poll(isExact, { timeout: 5_000 }).toBe(true);
}

async function checkCreate(
  subject: Called,
  as: Caller,
  one: Case,
  expected: string,
) {
  const { keys, fields } = await partsOf(subject, one, "");
  const user = as ?? alice;
  const valid = await subject.factory.fresh(user.id);
  const body = { ...valid, ...fields, ...keys };
  const response = await subject.api("POST", subject.path, { as, body });
  expect(response.status).toBe(Number(expected));
  const [key] = Object.keys(keys);
  const answer = await subject.api("GET", subject.path, { as });
  if (response.ok || !answer.ok || !key) return;
  // What is refused is not there.
  const all: Record<string, unknown>[] = await reader(subject, as).walk();
  expect(all.filter((row) => row[key] === keys[key])).toEqual([]);
}

const methods = {
  get: "GET",
  update: "PATCH",
  delete: "DELETE",
  restore: "POST",
} as const;

async function checkOne(
  subject: Called,
  as: Caller,
  one: Case,
  id: string,
  operation: string,
  expected: string,
) {
  const moves = operation.startsWith(">");
  const name = (moves ? "update" : operation) as keyof typeof methods;
  const body = moves
    ? { ...one.conditions.rows[operation.slice(1)]?.[""] }
    : name === "update"
      ? await changeOf(subject, alice.id)
      : undefined;
  if (name === "restore") await subject.remove(id);
  const before = await storedAs(subject, id);
  const call = async (one: string) => {
    const url = `${subject.path}/${one}${name === "restore" ? "/restore" : ""}`;
    return subject.api(methods[name], url, { as, body });
  };
  const response = await call(id);
  const after = await storedAs(subject, id);

  expect(response.status).toBe(Number(expected));
  if (response.ok) {
    expect(after === "null").toBe(name === "delete");
    return;
  }
  expect(after).toBe(before);
  if (response.status === 404) {
    const unknown = await call(subject.unknownId);
    expect(await refusalBody(response)).toEqual(await refusalBody(unknown));
  }
}
