import { describe, expect, it } from "vitest";

import { api, refusal } from "./api";
import { type Person } from "./people";
import { expectChanged, pick, rowIn, type Subject } from "./subject";

type Facts = {
  as: Person;
  /** Unique fields. A conflict names them. */
  unique?: string[];
  /** The same of constraints that share fields. A conflict names those of one of them. */
  overlapping?: string[];
  /** A reference to a row that must not be deleted. */
  parent?: [key: string, subject: Subject];
  /** The references of trees, whose rows are deleted and restored together. */
  trees?: string[];
};

/** Checks `POST` of `restore` of a resource. */
export function checkRestore(subject: Subject, facts: Facts): void {
  const { path, factory, find, remove, unknownId } = subject;
  const { as, unique = [], overlapping = [], parent, trees = [] } = facts;
  const restore = async (id: string) =>
    api("POST", `${path}/${id}/restore`, { as });
  const deleted = async (fields?: object) => {
    const row = await factory.insert(as.id, fields && { fields });
    await remove(row.id);
    return row;
  };

  describe(`POST ${path}/:id/restore`, () => {
    it("restores a row as it was", async () => {
      const before = await deleted();
      expect(await find(before.id)).toBeNull();
      const response = await restore(before.id);

      expect(response.status).toBe(200);
      const after = await rowIn(subject, response);
      const changes = subject.versioned ? { version: after.version } : {};
      expectChanged(after, before, changes);
      expect(await find(before.id)).not.toBeNull();
    });

    it("changes no row that is not deleted", async () => {
      const { id } = await factory.insert(as.id);
      const response = await restore(id);

      expect(response.status).toBe(200);
      expect(await find(id)).not.toBeNull();
    });

    it("deletes no row twice", async () => {
      const { id } = await deleted();

      expect(await remove(id)).toBeNull();
    });

    for (const name of [...unique, ...overlapping]) {
      it(`restores no row whose ${name} is taken`, async () => {
        const fields = pick(await factory.fresh(as.id), [name]);
        const { id } = await deleted(fields);
        await factory.insert(as.id, { fields });
        const response = await restore(id);

        const { status, places } = await refusal(response);
        expect(status).toBe(409);
        if (unique.includes(name)) expect(places).toEqual([`/${name}`]);
      });
    }

    if (parent) {
      it("restores no row of a deleted parent", async () => {
        const [key, target] = parent;
        const row = await deleted();
        expect(await target.remove(String(row[key]))).not.toBeNull();
        const response = await restore(row.id);

        expect((await refusal(response)).status).toBe(409);
        expect(await find(row.id)).toBeNull();
      });
    }

    for (const key of trees) {
      it(`deletes and restores rows below it by ${key}`, async () => {
        const { id } = await factory.insert(as.id);
        const below = await factory.insert(as.id, { fields: { [key]: id } });
        await remove(id);
        expect(await find(below.id)).toBeNull();
        await restore(id);

        expect(await find(below.id)).not.toBeNull();
      });
    }

    it("finds no row by an unknown id", async () => {
      const response = await restore(unknownId);

      expect((await refusal(response)).status).toBe(404);
    });
  });
}
