import { describe, expect, it } from "vitest";

import { api, refusal } from "./api";
import { type Person } from "./people";
import { type Subject } from "./subject";

type Facts = {
  as: Person;
};

/** Checks `DELETE` of a resource. */
export function checkDelete(subject: Subject, facts: Facts): void {
  const { path, factory, find, unknownId, versioned } = subject;
  const { as } = facts;
  const remove = async (id: string, headers?: Record<string, string>) =>
    api("DELETE", `${path}/${id}`, { as, headers });

  describe(`DELETE ${path}/:id`, () => {
    it("deletes a row once", async () => {
      const { id } = await factory.insert(as.id);
      const first = await remove(id);
      const second = await remove(id);

      expect(first.status).toBe(204);
      expect(await find(id)).toBeNull();
      expect((await refusal(second)).status).toBe(404);
    });

    if (versioned) {
      it("keeps a row with another version", async () => {
        const { id } = await factory.insert(as.id);
        const response = await remove(id, { "If-Match": '"2"' });

        expect((await refusal(response)).status).toBe(412);
        expect(await find(id)).not.toBeNull();
      });
    }

    it("finds no row by an unknown id", async () => {
      const response = await remove(unknownId);

      expect((await refusal(response)).status).toBe(404);
    });
  });
}
