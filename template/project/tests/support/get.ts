import { describe, expect, it } from "vitest";
import { z } from "zod";

import { api, refusal } from "./api";
import { type Person } from "./people";
import { insertWith, rowIn, type Relation, type Subject } from "./subject";

type Facts = {
  as: Person;
  /** A field that a response can be reduced to. */
  selected?: string;
  /** Relations that responses can include. */
  belongsTo?: Relation[];
  hasOne?: Relation[];
  hasMany?: Relation[];
  links?: Link[];
};

/**
 * Ids of rows that are related by rows of a third resource: its two foreign keys, and the relation that
 * responses can include.
 */
type Link = [
  key: string,
  through: Subject,
  near: string,
  far: string,
  include?: string,
];

/** Checks `GET` of one row of a resource. */
export function checkGet(subject: Subject, facts: Facts): void {
  const { path, factory, unknownId } = subject;
  const { as, selected, links = [] } = facts;
  const { belongsTo = [], hasOne = [], hasMany = [] } = facts;
  const read = async (id: string, query = "") =>
    api("GET", `${path}/${id}${query}`, { as });
  const included = async (id: string, name: string) => {
    const response = await read(id, `?include=${name}`);
    return z.looseObject({}).parse(await response.json())[name];
  };

  describe(`GET ${path}/:id`, () => {
    it("returns a row", async () => {
      const { id } = await factory.insert(as.id);
      const response = await read(id);

      expect(response.status).toBe(200);
      expect((await rowIn(subject, response)).id).toBe(id);
    });

    if (selected) {
      it("returns only the id and selected fields", async () => {
        const { id } = await factory.insert(as.id);
        const response = await read(id, `?fields=${selected}`);

        const body = z.looseObject({}).parse(await response.json());
        expect(Object.keys(body)).toEqual(["id", selected]);
      });
    }

    for (const [name, key, target] of belongsTo) {
      it(`includes ${name}`, async () => {
        const parent = await target.factory.insert(as.id);
        const { id } = await insertWith(subject, as.id, { [key]: parent.id });

        const found = target.schema.resource.parse(await included(id, name));
        expect(found.id).toBe(parent.id);
      });
    }

    for (const [name, key, child] of [...hasOne, ...hasMany]) {
      it(`includes ${name}`, async () => {
        const { id } = await factory.insert(as.id);
        const { id: childId } = await insertWith(child, as.id, { [key]: id });

        const found = await included(id, name);
        const isMany = hasMany.some(([many]) => many === name);
        expect(Array.isArray(found)).toBe(isMany);
        const shape = z.array(child.schema.resource);
        const rows = shape.parse([found].flat());
        expect(rows.map((row) => [row.id, row[key]])).toEqual([[childId, id]]);
      });
    }

    for (const [key, through, near, far, include] of links) {
      it(`returns ${key}`, async () => {
        const { id } = await factory.insert(as.id);
        const link = await insertWith(through, as.id, { [near]: id });
        const row = await rowIn(subject, await read(id));

        expect(row[key]).toEqual([link[far]]);
        if (!include) return;
        const rows = z
          .array(z.looseObject({}))
          .parse(await included(id, include));
        expect(rows[0]?.id).toBe(link[far]);
      });
    }

    it("finds no row by an unknown id", async () => {
      const response = await read(unknownId);

      expect((await refusal(response)).status).toBe(404);
    });

    it("refuses what is not an id", async () => {
      const response = await read("not%20an%20id");

      expect(await refusal(response)).toEqual({ status: 400, places: ["id"] });
    });
  });
}
