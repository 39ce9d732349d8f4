import { describe, expect, it } from "vitest";
import { z } from "zod";

import { api, refusal } from "./api";
import { type Person } from "./people";
import { type Subject } from "./subject";

type Facts = {
  as: Person;
  /** A field by which rows that exist are found. */
  key?: string;
  /** Whether everybody may create rows. */
  public?: boolean;
};

const results = z.array(
  z.looseObject({ type: z.enum(["rejected", "progress", "done"]) }),
);

/** Checks `POST /import` of a resource. */
export function checkImport(subject: Subject, facts: Facts): void {
  const { as, key } = facts;
  const path = `${subject.path}/import`;
  const fresh = async () => subject.factory.fresh(as.id);
  const post = async (text: string, query = "", type = NDJSON) => {
    const headers = { "Content-Type": type };
    const file = new TextEncoder().encode(text);
    return api("POST", `${path}${query}`, { as, file, headers });
  };
  const read = async (...request: Parameters<typeof post>) => {
    const response = await post(...request);
    expect(response.status).toBe(200);
    const lines = (await response.text()).trimEnd().split("\n");
    return results.parse(lines.map((line): unknown => JSON.parse(line)));
  };

  describe(`POST ${path}`, () => {
    it("creates a row for each line of JSON", async () => {
      const lines = await read(jsonLines(await fresh()));

      expect(lines).toEqual([expect.objectContaining(done({ created: 1 }))]);
    });

    it("creates a row for each record of CSV", async () => {
      const lines = await read(csv(await fresh()), "", "text/csv");

      expect(lines).toEqual([expect.objectContaining(done({ created: 1 }))]);
    });

    it("creates none if one is refused, and names its line", async () => {
      const row = await fresh();
      const refused = await post(jsonLines(row, { ...row, surprise: 1 }));

      expect(await refusal(refused)).toEqual({
        status: 422,
        places: ["/2/surprise"],
      });
      const [again] = await read(jsonLines(row));
      expect(again).toMatchObject(done({ created: 1 }));
    });

    it("skips what is refused if that is asked for", async () => {
      const text = jsonLines({ surprise: 1 }, await fresh());
      const lines = await read(text, "?onError=skip");

      expect(lines[0]).toMatchObject({ type: "rejected", line: 1 });
      expect(lines.at(-1)).toMatchObject(done({ created: 1, rejected: 1 }));
    });

    it("keeps nothing of a dry run", async () => {
      const text = jsonLines(await fresh());
      const [tried] = await read(text, "?dryRun=true");
      const [kept] = await read(text);

      expect(tried).toMatchObject({ ...done({ created: 1 }), dryRun: true });
      expect(kept).toMatchObject(done({ created: 1 }));
    });

    if (key) {
      it(`updates the row that has the same ${key}`, async () => {
        const text = jsonLines(await fresh());
        const [first] = await read(text, `?key=${key}`);
        const [second] = await read(text, `?key=${key}`);

        expect(first).toMatchObject(done({ created: 1 }));
        expect(second).toMatchObject(done({ created: 0, updated: 1 }));
      });
    }

    if (!facts.public) {
      it("requires callers to sign in", async () => {
        const headers = { "Content-Type": NDJSON };
        const response = await api("POST", path, { headers });

        expect((await refusal(response)).status).toBe(401);
      });
    }
  });
}

const NDJSON = "application/x-ndjson";

function done(counts: Record<string, number>) {
  return { type: "done", updated: 0, rejected: 0, ...counts };
}

function jsonLines(...rows: object[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join("");
}

function csv(row: object): string {
  const cells = Object.values(row).map((value: unknown) => {
    if (value === null || value === undefined) return "";
    const text = typeof value === "string" ? value : JSON.stringify(value);
    return `"${text.replaceAll('"', '""')}"`;
  });
  return `${Object.keys(row).join(",")}\n${cells.join(",")}\n`;
}
