import { describe, expect, it } from "vitest";

import { api } from "./api";
import { type Person } from "./people";
import { idsOf, reader, type Subject } from "./subject";

type Facts = { as: Person };

/** Checks `GET /export` of a resource. */
export function checkExport(subject: Subject, { as }: Facts): void {
  const { factory } = subject;
  const path = `${subject.path}/export`;
  const { walk } = reader({ ...subject, api }, as);
  const read = async (query = "") => {
    const response = await api("GET", `${path}${query}`, { as });
    expect(response.status).toBe(200);
    return { response, text: await response.text() };
  };

  describe(`GET ${path}`, () => {
    it("has the rows of the list, a line of JSON each", async () => {
      const { id } = await factory.insert(as.id);
      const { text } = await read("?format=ndjson");
      const rows = text.split("\n").slice(0, -1).map(rowOf);
      const ids = idsOf(rows);

      expect(ids).toContain(id);
      expect(new Set(ids).size).toBe(ids.length);
      // Other tests insert and delete rows meanwhile.
      const listed = await walk({});
      const row = listed.find((one) => one.id === id);
      expect(row).toMatchObject(rows.find((one) => one.id === id) ?? {});
    });

    it("is a file of CSV by default", async () => {
      const { id } = await factory.insert(as.id);
      const { response, text } = await read();
      const [head] = text.split("\r\n");

      expect(response.headers.get("content-type")).toMatch(/^text\/csv/);
      expect(response.headers.get("content-disposition")).toMatch(/\.csv"$/);
      expect(head?.split(",")).toContain("id");
      expect(text).toContain(String(id));
    });

    it("refuses parameters of pages", async () => {
      const response = await api("GET", `${path}?limit=1`, { as });

      expect(response.status).toBe(400);
    });
  });
}

function rowOf(line: string) {
  return JSON.parse(line) as { id: string };
}
