import { describe, expect, it } from "vitest";

import { observed } from "~/server/http/observe";
import { embeddedQueue } from "~/server/jobs/embedded";

/** Answers a request in which a job is asked for. */
async function answered(status: number, ask: () => Promise<void>) {
  const request = new Request("http://localhost/api/anything");
  await observed(request, {}, async () => {
    await ask();
    return new Response(null, { status });
  });
}

describe("jobs in this process", () => {
  it("start when the request has been answered", async () => {
    const done: unknown[] = [];
    const queue = embeddedQueue(async (_, input) => void done.push(input));
    await answered(200, async () => {
      await queue.send("any", { n: 1 });
      expect(done).toEqual([]);
    });
    await queue.stop();

    expect(done).toEqual([{ n: 1 }]);
  });

  it("do not start when the request was refused", async () => {
    const done: unknown[] = [];
    const queue = embeddedQueue(async (_, input) => void done.push(input));
    await answered(409, async () => queue.send("any", {}));
    await queue.stop();

    expect(done).toEqual([]);
  });

  it("are tried again, and done before the process ends", async () => {
    let failures = 2;
    const done: unknown[] = [];
    const queue = embeddedQueue(async (_, input) => {
      failures -= 1;
      if (failures >= 0) throw new Error("Not yet.");
      done.push(input);
    });
    await queue.send("any", { n: 2 });
    await queue.stop();

    expect(done).toEqual([{ n: 2 }]);
  });
});
