import { describe, expect, it } from "vitest";

import { api, refusal } from "./api";
import { type Person } from "./people";
import { pick, rowIn, type Subject } from "./subject";

type Facts = {
  as: Person;
  required?: string[];
  /** The field that has the id of the owner. */
  owner?: string;
  /** Fields that are unique together. A conflict names them. */
  unique?: string[][];
  /** The same of constraints that share fields. A conflict names those of one of them. */
  overlapping?: string[][];
};

/** Checks `POST` of a resource. */
export function checkCreate(subject: Subject, facts: Facts): void {
  const { path, factory, capacity } = subject;
  const { as, required = [], owner } = facts;
  const { unique = [], overlapping = [] } = facts;
  const valid = async () => factory.fresh(as.id);
  const create = async (body: object) => api("POST", path, { as, body });
  const refused = async (body: object) => refusal(await create(body));

  describe(`POST ${path}`, () => {
    it("creates a row, and returns it with its location", async () => {
      const body = await valid();
      const response = await create(body);

      expect(response.status).toBe(201);
      const created = await rowIn(subject, response);
      const shown = Object.keys(body).filter((name) => name in created);
      expect(created).toMatchObject(pick(body, shown));
      if (owner) expect(created[owner]).toBe(as.id);
      expect(response.headers.get("location")).toBe(`${path}/${created.id}`);
    });

    if (required.length > 0) {
      it("requires required fields", async () => {
        const places = required.map((name) => `/${name}`);

        expect(await refused({})).toEqual({ status: 422, places });
      });
    }

    for (const name of ["id", ...(owner ? [owner] : [])]) {
      it(`refuses ${name}, which callers do not set`, async () => {
        const body = { ...(await valid()), [name]: crypto.randomUUID() };

        const places = [`/${name}`];
        expect(await refused(body)).toEqual({ status: 422, places });
      });
    }

    for (const names of [...unique, ...overlapping]) {
      it(`refuses a second row with the same ${names.join(" and ")}`, async () => {
        const first = await valid();
        await create(first);
        const other = capacity === 1 ? first : await valid();
        const given = names.filter((name) => name in first);
        const { status, places } = await refused({
          ...other,
          ...pick(first, given),
        });

        expect(status).toBe(409);
        if (overlapping.includes(names)) return;
        expect(places).toEqual(names.map((name) => `/${name}`));
      });
    }

    it("refuses what is not JSON", async () => {
      const headers = { "Content-Type": "text/plain" };
      const body = await valid();
      const response = await api("POST", path, { as, body, headers });

      expect((await refusal(response)).status).toBe(415);
    });

    it("names its methods to callers of others", async () => {
      const response = await api("PUT", path, { as });

      expect((await refusal(response)).status).toBe(405);
      expect(response.headers.get("allow")).toContain("POST");
    });
  });
}
