import { describe, expect, it } from "vitest";

import { api } from "./api";
import { type Person } from "./people";
import { type Subject } from "./subject";

type Facts = {
  as: Person;
  /** The cached operations. */
  reads: ("list" | "get")[];
};

/** Checks that cached answers are those of the current rows, and that clients may keep them. */
export function checkCache(subject: Subject, { as, reads }: Facts): void {
  const { path, factory, remove } = subject;

  describe(`the cache of ${path}`, () => {
    it.each(reads)("has no answer of %s from before a write", async (kind) => {
      const { id } = await factory.insert(as.id);
      const url = kind === "get" ? `${path}/${id}` : `${path}?count=true`;
      const read = async (tag: string) =>
        api("GET", url, { as, headers: { "If-None-Match": tag } });
      const tag = (await read('""')).headers.get("ETag") ?? "";

      const kept = await read(tag);
      expect(kept.headers.get("Cache-Control")).toBe("private, no-cache");
      expect(kept.headers.get("Vary")).toContain("Cookie");
      // Lists show what other tests write meanwhile.
      expect(kept.status).toBe(kept.headers.get("ETag") === tag ? 304 : 200);

      await remove(id);
      const current = await read(tag);
      expect(current.status).toBe(kind === "get" ? 404 : 200);
      expect(await current.text()).not.toContain(id);
    });
  });
}
