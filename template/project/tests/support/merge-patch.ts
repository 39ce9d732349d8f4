import { describe, expect, it } from "vitest";
import { z } from "zod";

import { api } from "./api";
import { type Person } from "./people";
import { pick, rowIn, type Subject } from "./subject";

type Facts = {
  as: Person;
  /** JSON without a shape. */
  merged?: string[];
  /** JSON with a shape, and a field of it. */
  mergedShapes?: [name: string, field: string][];
};

const json = z.looseObject({});

/** Checks that updates merge JSON with its stored value (RFC 7396). */
export function checkMergePatch(subject: Subject, facts: Facts): void {
  const { path, factory } = subject;
  const { as, merged = [], mergedShapes = [] } = facts;
  const updated = async (id: string, body: object) =>
    rowIn(subject, await api("PATCH", `${path}/${id}`, { as, body }));

  describe(`JSON of PATCH ${path}/:id`, () => {
    it.each(merged)("merges %s with its stored value", async (name) => {
      const { id } = await factory.insert(as.id);
      const first = { deep: { kept: 1, removed: 2 }, list: [1, 2] };
      const second = { deep: { removed: null, added: 3 }, list: [3] };
      await updated(id, { [name]: first });
      const after = (await updated(id, { [name]: second }))[name];

      expect(after).toMatchObject({ deep: { kept: 1, added: 3 }, list: [3] });
      expect(after).not.toHaveProperty("deep.removed");
    });

    it.each(mergedShapes)(
      "merges %s with its stored value",
      async (name, field) => {
        const sent = json.parse((await factory.fresh(as.id))[name] ?? {});
        const before = await factory.insert(as.id);
        const patch = pick(sent, [field]);
        const after = (await updated(before.id, { [name]: patch }))[name];

        const stored = json.parse(before[name] ?? {});
        expect(after).toEqual({ ...stored, ...patch });
      },
    );
  });
}
