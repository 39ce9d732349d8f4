import { describe, expect, it } from "vitest";

import { withRetries } from "~/server/retry";
import { transientErrorKind } from "~/server/trouble";

/** What Prisma throws: its own code, and what the driver said. */
function thrown(code: string, originalCode?: string, kind = "postgres") {
  const meta = { driverAdapterError: { cause: { originalCode, kind } } };
  return Object.assign(new Error("It failed."), { code, meta });
}

/** Fails so often with an error, and counts. */
function failing(times: number, error: Error) {
  const work = async () => {
    work.calls += 1;
    if (work.calls <= times) throw error;
    return "done";
  };
  work.calls = 0;
  return work;
}

describe("trouble", () => {
  it.each([
    ["a deadlock", thrown("P2034", "40P01"), "conflict"],
    ["a deadlock in raw SQL", thrown("P2010", "40P01"), "conflict"],
    ["no serial order", thrown("P2034", "40001"), "conflict"],
    ["a busy SQLite", thrown("SQLITE_BUSY"), "conflict"],
    ["no database", thrown("P1001"), "away"],
    [
      "no database for raw SQL",
      thrown("P2010", undefined, "DatabaseNotReachable"),
      "away",
    ],
    [
      "no connection in time",
      new Error("timeout exceeded when trying to connect"),
      "away",
    ],
    ["a statement that took too long", thrown("P2039", "57014"), "away"],
    ["a lock that took too long", thrown("P2039", "55P03"), "away"],
    ["a shutdown", thrown("P2010", "57P01"), "away"],
    ["a broken connection", thrown("ECONNRESET"), "away"],
    [
      "a connection that broke in a transaction",
      new Error(
        "Client has encountered a connection error and is not queryable",
      ),
      "away",
    ],
    ["a value that is taken", thrown("P2002", "23505"), null],
    ["a text that cannot be stored", thrown("P2039", "22021"), null],
    ["a mistake of ours", new TypeError("x is not a function"), null],
  ])("knows %s", (_, error, trouble) => {
    expect(transientErrorKind(error)).toBe(trouble);
  });
});

describe("withRetries", () => {
  it("does it again after a conflict", async () => {
    const work = failing(2, thrown("P2034"));

    expect(await withRetries(work)).toBe("done");
    expect(work.calls).toBe(3);
  });

  it("gives up in the end", async () => {
    const error = thrown("P2010", "40001");
    const work = failing(100, error);

    await expect(withRetries(work)).rejects.toBe(error);
    expect(work.calls).toBe(5);
  });

  it("does nothing twice that may have been done", async () => {
    const error = thrown("P1017");
    const work = failing(1, error);

    await expect(withRetries(work)).rejects.toBe(error);
    expect(work.calls).toBe(1);
  });
});
