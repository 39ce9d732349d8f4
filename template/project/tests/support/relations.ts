import { describe, expect, it } from "vitest";
import { z } from "zod";

import { api, bob, refusal } from "./api";
import { type Person } from "./people";
import { asJSON, idsOf, insertWith, reader, rowIn } from "./subject";
import { transports } from "./subject";
import { type Relation, type Subject } from "./subject";

type References = {
  as: Person;
  /** References, with an id that no row has. */
  references: [name: string, id: string | number][];
  /** References to rows that can be deleted. */
  deletable?: [name: string, target: Subject][];
};

/** Checks that bodies reference existing rows. */
export function checkReferences(subject: Subject, facts: References): void {
  const { path, factory } = subject;
  const { as, references, deletable = [] } = facts;
  const valid = async () => factory.fresh(as.id);
  const refused = async (body: object) =>
    refusal(await api("POST", path, { as, body }));

  describe(`references of POST ${path}`, () => {
    for (const [name, id] of references) {
      it(`refuses ${name} of no row`, async () => {
        const body = { ...(await valid()), [name]: id };

        const places = [`/${name}`];
        expect(await refused(body)).toEqual({ status: 422, places });
      });
    }

    for (const [name, target] of deletable) {
      it(`refuses ${name} of a deleted row`, async () => {
        const body = await valid();
        await target.remove(String(body[name]));

        const places = [`/${name}`];
        expect(await refused(body)).toEqual({ status: 422, places });
      });
    }
  });
}

/** The rows of a model in the database. */
type Rows = { count(query: { where: object }): Promise<number> };

type Nested = {
  as: Person;
  /** Relations whose rows are created together with one. */
  nested: [...relation: Relation, rows: Rows][];
  /** Those in which two equal rows are in conflict. */
  conflicting?: string[];
};

/** Checks that a row is created with nested rows, or nothing is. */
export function checkNested(subject: Subject, facts: Nested): void {
  const { path, factory } = subject;
  const { as, nested, conflicting = [] } = facts;
  const valid = async () => factory.fresh(as.id);
  const create = async (body: object) => api("POST", path, { as, body });
  const refused = async (body: object) => refusal(await create(body));

  describe(`nested rows of POST ${path}`, () => {
    for (const [name, key, child, rows] of nested) {
      const part = async () => ({
        ...(await child.factory.fresh(as.id)),
        [key]: undefined,
      });

      it(`creates ${name} with it`, async () => {
        const body = { ...(await valid()), [name]: [await part()] };
        const response = await create(body);

        expect(response.status).toBe(201);
        const { id } = await rowIn(subject, response);
        expect(await rows.count({ where: { [key]: id } })).toBe(1);
      });

      it(`creates nothing if one of its ${name} is invalid`, async () => {
        const one = await part();
        const invalid = [one, { ...one, surprise: 1 }];
        const body = { ...(await valid()), [name]: invalid };

        const places = [`/${name}/1/surprise`];
        expect(await refused(body)).toEqual({ status: 422, places });
      });

      if (conflicting.includes(name)) {
        it(`creates nothing if ${name} conflict`, async () => {
          const one = await part();
          const body = await valid();
          const { status } = await refused({ ...body, [name]: [one, one] });

          expect(status).toBe(409);
          // Its unique values are still free.
          expect((await create(body)).status).toBe(201);
        });
      }
    }
  });
}

type Includes = {
  as: Person;
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

/** Checks that responses include relations. */
export function checkIncludes(subject: Subject, facts: Includes): void {
  const { path, factory } = subject;
  const { as, belongsTo = [], hasOne = [], hasMany = [], links = [] } = facts;

  describe(`relations of GET ${path}/:id`, () => {
    for (const [name, key, target] of belongsTo) {
      it(`includes ${name}`, async () => {
        const parent = await target.factory.insert(as.id);
        const { id } = await insertWith(subject, as.id, { [key]: parent.id });

        const found = target.schema.resource.parse(
          await included(api, subject, as, id, name),
        );
        expect(found.id).toBe(parent.id);
      });
    }

    for (const [name, key, child] of [...hasOne, ...hasMany]) {
      it(`includes ${name}`, async () => {
        const { id } = await factory.insert(as.id);
        const { id: childId } = await insertWith(child, as.id, { [key]: id });

        const found = await included(api, subject, as, id, name);
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
        const row = await rowIn(
          subject,
          await api("GET", `${path}/${id}`, { as }),
        );

        expect(row[key]).toEqual([link[far]]);
        if (!include) return;
        const rows = z
          .array(z.looseObject({}))
          .parse(await included(api, subject, as, id, include));
        expect(rows[0]?.id).toBe(link[far]);
      });
    }
  });
}

type Restrictions = {
  as: Person;
  /** Relations whose rows prevent a delete. */
  restrictedBy: Relation[];
};

/** Checks that rows which others reference are not deleted. */
export function checkRestrictions(
  subject: Subject,
  { as, restrictedBy }: Restrictions,
): void {
  const { path, factory, find } = subject;

  describe(`relations of DELETE ${path}/:id`, () => {
    for (const [name, key, child] of restrictedBy) {
      it(`keeps a row with ${name}`, async () => {
        const { id } = await factory.insert(as.id);
        await insertWith(child, as.id, { [key]: id });
        const response = await api("DELETE", `${path}/${id}`, { as });

        expect((await refusal(response)).status).toBe(409);
        expect(await find(id)).not.toBeNull();
      });
    }
  });
}

/** A row that somebody may not see, and that a row of their own references. */
type Foreign = {
  as: Person;
  /** Whose row it is; bob's by default. */
  whose?: Person;
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
export function checkForeign(subject: Subject, foreign: Foreign): void {
  const { path, factory } = subject;
  const { as, whose = bob, key, many, target } = foreign;
  const { include, filters = [] } = foreign;
  const place = many ? `/${key}/0` : `/${key}`;
  const pointer = ({ id }: { id: string }) => ({ [key]: many ? [id] : id });
  const insert = async () => target?.factory.insert(whose.id) ?? whose;

  const name = `rows of others, referenced by ${key} of ${path}`;
  describe.each(transports)(`${name} by $name`, (via) => {
    const refused = { status: 422, places: [place] };
    if (foreign.creates) {
      it("are not found by a create", async () => {
        const keys = pointer(await insert());
        const body = { ...(await factory.fresh(as.id)), ...keys };
        const response = await via.api("POST", path, { as, body });

        expect(await refusal(response)).toEqual(refused);
      });
    }

    if (foreign.updates) {
      it("are not found by an update", async () => {
        const body = pointer(await insert());
        const { id } = await factory.insert(as.id);
        const response = await via.api("PATCH", `${path}/${id}`, {
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

        const found = await included(via.api, subject, as, id, include);
        expect(found ?? []).toEqual([]);
      });
    }

    it.each(filters)("are not found by %s", async (filter) => {
      const row = await insert();
      const { id } = await insertWith(subject, as.id, pointer(row));
      const field = filter.slice(filter.indexOf(".") + 1);
      const query = { [filter]: String(asJSON(row)[field]) };
      const items = await reader({ ...subject, api: via.api }, as).walk(query);

      expect(idsOf(items)).not.toContain(id);
    });
  });
}

/** Rows that somebody may not see, and that reference a row of their own. */
type HiddenChild = {
  as: Person;
  include: string;
  key: string;
  child: Subject;
};

/** Checks that rows which somebody may not see are not included in the row that they reference. */
export function checkHiddenChildren(
  subject: Subject,
  { as, include, key, child }: HiddenChild,
): void {
  const { path, factory } = subject;

  const name = `hidden rows of ${include} of ${path}`;
  describe.each(transports)(`${name} by $name`, (via) => {
    it("are not included", async () => {
      const { id } = await factory.insert(as.id);
      await insertWith(child, bob.id, { [key]: id });

      const found = await included(via.api, subject, as, id, include);
      expect(found ?? []).toEqual([]);
    });
  });
}

/** What a response includes: a row, a list of rows, or null. */
async function included(
  call: typeof api,
  { path }: Subject,
  as: Person,
  id: string,
  name: string,
): Promise<unknown> {
  const response = await call("GET", `${path}/${id}?include=${name}`, { as });
  expect(response.status).toBe(200);
  const body = z.looseObject({}).parse(await response.json());
  expect(body).toHaveProperty(name);
  return body[name];
}
