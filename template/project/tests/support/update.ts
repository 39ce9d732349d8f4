import { describe, expect, it } from "vitest";

import { api, refusal } from "./api";
import { type Person } from "./people";
import {
  asJSON,
  changeOf,
  expectChanged,
  pick,
  rowIn,
  storedAs,
  type Subject,
} from "./subject";

type Facts = {
  as: Person;
  /** A field that null clears. */
  cleared?: string;
  /** A field that is set on create only. */
  immutable?: string;
  /** Unique fields. A conflict names them. */
  unique?: string[];
  /** The same of constraints that share fields. A conflict names those of one of them. */
  overlapping?: string[];
};

/** Checks `PATCH` of a resource. */
export function checkUpdate(subject: Subject, facts: Facts): void {
  const { path, factory, unknownId, changed, versioned } = subject;
  const { as, cleared, immutable } = facts;
  const { unique = [], overlapping = [] } = facts;
  const update = async (
    id: string,
    body: object,
    headers?: Record<string, string>,
  ) => api("PATCH", `${path}/${id}`, { as, body, headers });
  const updated = async (id: string, body: object) =>
    rowIn(subject, await update(id, body));

  describe(`PATCH ${path}/:id`, () => {
    if (changed) {
      it("changes only the fields that are sent", async () => {
        const body = await changeOf(subject, as.id);
        const before = await factory.insert(as.id);
        const response = await update(before.id, body);

        expect(response.status).toBe(200);
        const after = await rowIn(subject, response);
        const changes = { ...body, ...(versioned && { version: 2 }) };
        expectChanged(after, before, changes);
        const stored = asJSON(await subject.find(before.id));
        expect(after).toEqual({ ...after, ...stored });
      });
    }

    it("changes nothing by an empty body", async () => {
      const { id } = await factory.insert(as.id);
      const before = await storedAs(subject, id);
      const response = await update(id, {});

      expect(response.status).toBe(200);
      expect(await storedAs(subject, id)).toBe(before);
    });

    if (cleared) {
      it("clears a field by null", async () => {
        const { id } = await factory.insert(as.id);
        const name = cleared;

        expect((await updated(id, { [name]: null }))[name]).toBeNull();
      });
    }

    if (immutable) {
      it("refuses a field that is immutable", async () => {
        const body = pick(await factory.fresh(as.id), [immutable]);
        const { id } = await factory.insert(as.id);
        const response = await update(id, body);

        const places = [`/${immutable}`];
        expect(await refusal(response)).toEqual({ status: 422, places });
      });
    }

    for (const name of [...unique, ...overlapping]) {
      it(`refuses ${name} of another row`, async () => {
        const other = await factory.insert(as.id);
        const { id } = await factory.insert(as.id);
        const response = await update(id, pick(other, [name]));

        const { status, places } = await refusal(response);
        expect(status).toBe(409);
        if (unique.includes(name)) expect(places).toEqual([`/${name}`]);
      });
    }

    if (versioned && changed) {
      it("compares versions", async () => {
        const body = await changeOf(subject, as.id);
        const { id } = await factory.insert(as.id);
        const first = await update(id, body, { "If-Match": '"1"' });
        const second = await update(id, body, { "If-Match": '"1"' });

        expect(first.headers.get("etag")).toMatch(/^"2-/);
        expect((await refusal(second)).status).toBe(412);
      });
    }

    if (!versioned) {
      it("refuses to compare versions", async () => {
        const { id } = await factory.insert(as.id);
        const response = await update(id, {}, { "If-Match": '"1"' });

        expect((await refusal(response)).status).toBe(412);
      });
    }

    it("refuses unknown fields", async () => {
      const { id } = await factory.insert(as.id);
      const response = await update(id, { surprise: true });

      const places = ["/surprise"];
      expect(await refusal(response)).toEqual({ status: 422, places });
    });

    it("finds no row by an unknown id", async () => {
      const response = await update(unknownId, {});

      expect((await refusal(response)).status).toBe(404);
    });
  });
}
