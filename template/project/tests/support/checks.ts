import { describe, expect, it } from "vitest";

import { api, refusal } from "./api";
import { type Person } from "./people";
import { storedAs, type Subject } from "./subject";

type Facts = {
  /** The fields that the condition compares. A refusal names them. */
  fields: string[];
  /** Values with which a row violates it. */
  broken: object;
  creates?: Person;
  updates?: Person;
};

/** Checks that every row satisfies a condition. */
export function checkCondition(subject: Subject, facts: Facts): void {
  const { path, factory } = subject;
  const { fields, broken, creates, updates } = facts;
  const places = fields.map((name) => `/${name}`);

  describe(`the check of ${fields.join(" and ")} of ${path}`, () => {
    if (creates) {
      it("refuses a new row that violates it", async () => {
        const body = { ...(await factory.fresh(creates.id)), ...broken };
        const response = await api("POST", path, { as: creates, body });

        expect(await refusal(response)).toEqual({ status: 422, places });
      });
    }

    if (updates) {
      it("refuses a change that violates it with what is stored", async () => {
        const { id } = await factory.insert(updates.id);
        const before = await storedAs(subject, id);
        const options = { as: updates, body: broken };
        const response = await api("PATCH", `${path}/${id}`, options);

        expect(await refusal(response)).toEqual({ status: 422, places });
        expect(await storedAs(subject, id)).toBe(before);
      });
    }
  });
}
