import { describe, expect, it } from "vitest";

import { api, refusal } from "./api";
import { type Person } from "./people";
import { idsOf, reader, type Subject } from "./subject";

type Facts = {
  as: Person;
  /** The greatest page size. */
  limit: number;
};

/** Checks `GET` of the list of a resource. */
export function checkList(subject: Subject, facts: Facts): void {
  const { path, factory, capacity = 1000 } = subject;
  const { as, limit } = facts;
  const { list, walk } = reader({ ...subject, api }, as);
  const insert = async () => factory.insert(as.id);
  const insertTwo = async () => [await insert(), await insert()];
  const least = Math.min(capacity, 2);

  describe(`GET ${path}`, () => {
    it("lists each row once, page by page", async () => {
      const rows = [await insert()];
      while (rows.length < Math.min(capacity, 3)) rows.push(await insert());
      const size = capacity > 2 ? "2" : "1";
      const ids = idsOf(await walk({ limit: size }));

      expect(ids).toEqual(expect.arrayContaining(idsOf(rows)));
      expect(new Set(ids).size).toBe(ids.length);
    });

    it("pages backwards in the same order", async () => {
      await insertTwo();
      const forwards = idsOf(await walk({ limit: "2" }));
      let page = await list({ limit: "2" });
      while (page.nextCursor !== null) {
        page = await list({ limit: "2", cursor: page.nextCursor });
      }
      const backwards = idsOf(page.items);
      while (page.prevCursor !== null) {
        page = await list({ limit: "2", cursor: page.prevCursor });
        backwards.unshift(...idsOf(page.items));
      }

      // Other tests insert and delete rows meanwhile.
      const both = forwards.filter((id) => backwards.includes(id));
      expect(both.length).toBeGreaterThanOrEqual(least);
      expect(backwards.filter((id) => forwards.includes(id))).toEqual(both);
    });

    it("counts all rows on request", async () => {
      await insertTwo();
      const plain = await list({ limit: "1" });
      const counted = await list({ limit: "1", count: "true" });

      expect(plain.count).toBeUndefined();
      expect(counted.items.length).toBe(1);
      expect(counted.count).toBeGreaterThanOrEqual(least);
    });

    it.each([
      ["surprise", "1"],
      ["limit", `${limit + 1}`],
      ["cursor", "W10.x"],
    ])("refuses %s=%s", async (name, value) => {
      const response = await api("GET", `${path}?${name}=${value}`, { as });

      expect(await refusal(response)).toEqual({ status: 400, places: [name] });
    });
  });
}
