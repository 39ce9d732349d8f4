import { describe, expect, it } from "vitest";
import { z } from "zod";

import { api, bob, refusal } from "./api";
import { type Person } from "./people";
import { changeOf, idsOf, pick, storedAs, type Subject } from "./subject";

type Facts = {
  /** Who calls each operation. */
  create?: Person;
  update?: Person;
  delete?: Person;
  /** The most rows of an operation. */
  limit: number;
  /** A unique field. */
  unique?: string;
  /** The operations that find no rows of other users. */
  hidden?: ("update" | "delete")[];
  /** Whether everybody may call an operation. */
  public?: boolean;
};

/** Checks bulk requests of a resource, which change all rows or none. */
export function checkBulk(subject: Subject, facts: Facts): void {
  const path = `${subject.path}/bulk`;
  const { create, update, delete: remove, limit } = facts;

  describe(`POST ${path}`, () => {
    if (create) checkCreate(subject, create, facts.unique);
    if (update) checkUpdate(subject, update);
    if (remove) checkDelete(subject, remove);
    if (update) checkChanges(subject, "update", update, facts);
    if (remove) checkChanges(subject, "delete", remove, facts);

    it(`refuses more than ${limit} rows`, async () => {
      const as = update ?? remove ?? create;
      const name = update ? "update" : remove ? "delete" : "create";
      const one = as === create ? {} : { id: subject.unknownId };
      const body = { [name]: Array.from({ length: limit + 1 }, () => one) };
      const response = await api("POST", path, { as, body });

      expect((await refusal(response)).status).toBe(422);
    });

    if (!facts.public) {
      it("requires callers to sign in", async () => {
        const response = await api("POST", path, { body: {} });

        expect((await refusal(response)).status).toBe(401);
      });
    }
  });
}

type Operation = "create" | "update" | "delete";

/** Sends rows to one operation. */
async function send(
  { path }: Subject,
  as: Person,
  operation: Operation,
  rows: object[],
  headers?: Record<string, string>,
) {
  const body = { [operation]: rows };
  return api("POST", `${path}/bulk`, { as, body, headers });
}

/** The rows that an operation returns, which their schema accepts. */
async function rowsIn(
  { schema }: Subject,
  response: Response,
  operation: "create" | "update",
) {
  expect(response.status).toBe(200);
  const rows = z
    .array(schema.resource)
    .pipe(z.array(z.looseObject({ id: z.string() })));
  const answer = z.looseObject({}).parse(await response.json());
  return rows.parse(answer[operation]);
}

/** Two rows, or one where there can be only one. */
async function insertRows({ factory, capacity }: Subject, as: Person) {
  const first = await factory.insert(as.id);
  return capacity === 1 ? [first] : [first, await factory.insert(as.id)];
}

function checkCreate(subject: Subject, as: Person, unique?: string) {
  const valid = async () => subject.factory.fresh(as.id);

  it("creates rows, and returns them in order", async () => {
    const bodies = [await valid()];
    // Of few possible rows, a second body may be in conflict with the first.
    if (subject.capacity === undefined) bodies.push(await valid());
    const response = await send(subject, as, "create", bodies);

    const rows = await rowsIn(subject, response, "create");
    expect(rows.length).toBe(bodies.length);
    for (const [at, row] of rows.entries()) {
      const body = bodies[at] ?? {};
      const shown = Object.keys(body).filter((name) => name in row);
      expect(row).toMatchObject(pick(body, shown));
    }
  });

  it("creates none if one is invalid", async () => {
    const bodies = [await valid(), { ...(await valid()), surprise: 1 }];
    const response = await send(subject, as, "create", bodies);

    const places = ["/create/1/surprise"];
    expect(await refusal(response)).toEqual({ status: 422, places });
  });

  it("creates rows once per idempotency key", async () => {
    const bodies = [await valid()];
    const headers = { "Idempotency-Key": crypto.randomUUID() };
    const first = await send(subject, as, "create", bodies, headers);
    const second = await send(subject, as, "create", bodies, headers);

    expect(second.headers.get("idempotency-replayed")).toBe("true");
    expect(await second.json()).toEqual(await first.json());
  });

  if (unique) {
    it("creates none if two are in conflict", async () => {
      const name = unique;
      const first = await valid();
      const bodies = [first, { ...(await valid()), ...pick(first, [name]) }];
      const response = await send(subject, as, "create", bodies);
      const again = await send(subject, as, "create", [first]);

      const places = [`/create/1/${name}`];
      expect(await refusal(response)).toEqual({ status: 409, places });
      expect(again.status).toBe(200);
    });
  }
}

function checkUpdate(subject: Subject, as: Person) {
  it("updates rows, and returns them in order", async () => {
    const ids = idsOf(await insertRows(subject, as));
    const changes = ids.map((id) => ({ id }));
    const response = await send(subject, as, "update", changes);

    expect(idsOf(await rowsIn(subject, response, "update"))).toEqual(ids);
  });

  const { versioned, changed } = subject;
  if (versioned && changed) {
    it("compares versions", async () => {
      const change = await changeOf(subject, as.id);
      const { id } = await subject.factory.insert(as.id);
      const changes = [{ id, version: 1, ...change }];
      const first = await send(subject, as, "update", changes);
      const second = await send(subject, as, "update", changes);

      expect(first.status).toBe(200);
      const places = ["/update/0"];
      expect(await refusal(second)).toEqual({ status: 409, places });
    });
  }
}

function checkDelete(subject: Subject, as: Person) {
  it("deletes rows", async () => {
    const ids = idsOf(await insertRows(subject, as));
    const rows = ids.map((id) => ({ id }));
    const response = await send(subject, as, "delete", rows);

    expect(response.status).toBe(200);
    for (const id of ids) expect(await subject.find(id)).toBeNull();
  });
}

/** What updates and deletes refuse, without a change. */
function checkChanges(
  subject: Subject,
  operation: "update" | "delete",
  as: Person,
  { hidden = [] }: Facts,
) {
  it(`refuses to ${operation} a row that is not found`, async () => {
    const change = operation === "update" ? await changeOf(subject, as.id) : {};
    const { id } = await subject.factory.insert(as.id);
    const before = await storedAs(subject, id);
    const rows = [{ id, ...change }, { id: subject.unknownId }];
    const response = await send(subject, as, operation, rows);

    const places = [`/${operation}/1`];
    expect(await refusal(response)).toEqual({ status: 422, places });
    expect(await storedAs(subject, id)).toBe(before);
  });

  it(`refuses to ${operation} a row twice`, async () => {
    const { id } = await subject.factory.insert(as.id);
    const response = await send(subject, as, operation, [{ id }, { id }]);

    const places = [`/${operation}/1/id`];
    expect(await refusal(response)).toEqual({ status: 422, places });
  });

  const isHidden = hidden.includes(operation);
  if (isHidden) {
    it(`refuses to ${operation} rows of others`, async () => {
      const { id } = await subject.factory.insert(as.id);
      const before = await storedAs(subject, id);
      const response = await send(subject, bob, operation, [{ id }]);

      const places = [`/${operation}/0`];
      expect(await refusal(response)).toEqual({ status: 422, places });
      expect(await storedAs(subject, id)).toBe(before);
    });
  }
}
