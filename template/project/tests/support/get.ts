import { describe, expect, it } from "vitest";
import { z } from "zod";

import { api, refusal } from "./api";
import { type Person } from "./people";
import { rowIn, type Subject } from "./subject";

type Facts = {
  as: Person;
  /** A field that a response can be reduced to. */
  selected?: string;
};

/** Checks `GET` of one row of a resource. */
export function checkGet(subject: Subject, facts: Facts): void {
  const { path, factory, unknownId } = subject;
  const { as, selected } = facts;
  const read = async (id: string, query = "") =>
    api("GET", `${path}/${id}${query}`, { as });

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
