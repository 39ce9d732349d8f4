import { describe, expect, it } from "vitest";

import { api, refusal } from "./api";
import { type Person } from "./people";
import { pick, type Subject } from "./subject";

type Facts = {
  as: Person;
  /** Fields that are unique together among some rows. A conflict names them. */
  fields: string[];
  /** Values of a row that is one of them. */
  inside: object;
  /** Values of a row that is none. */
  outside: object;
};

/** Checks that values are unique among some rows, and among no others. */
export function checkPartialUnique(subject: Subject, facts: Facts): void {
  const { path, factory } = subject;
  const { as, fields, inside, outside } = facts;
  const create = async (body: object) => api("POST", path, { as, body });

  describe(`unique ${fields.join(" and ")} of POST ${path}`, () => {
    it("refuses a second one, except outside of the condition", async () => {
      const first = { ...(await factory.fresh(as.id)), ...inside };
      const given = fields.filter((name) => name in first);
      const same = pick(first, given);
      const second = { ...(await factory.fresh(as.id)), ...same, ...outside };
      const third = { ...(await factory.fresh(as.id)), ...same, ...inside };

      expect((await create(first)).status).toBe(201);
      expect((await create(second)).status).toBe(201);
      const refused = await refusal(await create(third));
      const places = fields.map((name) => `/${name}`);
      expect(refused).toEqual({ status: 409, places });
    });
  });
}
