import { Cron } from "croner";
import { describe, expect, it } from "vitest";

import { everyone } from "~/server/auth/access";
import { db } from "~/server/db";
import { AppError } from "~/server/errors";
import { noContent } from "~/server/http/responses";
import { route } from "~/server/http/route";
import { send } from "~/server/jobs/queue";
import { scheduler } from "~/server/jobs/scheduler";
import {
  prune,
  queuedJobs,
  strangers,
  type QueuedJob,
} from "~/server/jobs/table";
import { claim, fail, renew, succeed } from "~/server/queue/leases";
import { queue } from "~/server/queue/queue";
import { afterCommit, transaction } from "~/server/transaction";

/** A name that no process has, so that the jobs of a test wait for it. */
function newName(): string {
  return `test-${crypto.randomUUID()}`;
}

function tableOf(name: string) {
  return queuedJobs(() => [name]);
}

/** What waits, or has been done, in the order in which it is done. */
async function jobsOf(name: string) {
  const rows = await db.queuedJob.findMany({
    where: { name },
    orderBy: [{ priority: "desc" }, { availableAt: "asc" }],
    select: { input: true, status: true, attempts: true, lastError: true },
  });
  return rows.map(({ input, ...rest }) => {
    const parsed: unknown = JSON.parse(input);
    return { ...rest, input: parsed };
  });
}

async function inputsOf(name: string) {
  return (await jobsOf(name)).map(({ input }) => input);
}

async function claimOne(name: string): Promise<QueuedJob> {
  const [row] = await claim(tableOf(name), 1);
  if (!row) throw new Error("Nothing is due.");
  return row;
}

/** Lets all leases and pauses of a name end. */
async function later(name: string) {
  const data = { availableAt: new Date(0) };
  await db.queuedJob.updateMany({ where: { name }, data });
}

/** Lets a handler answer a request. */
async function answered(work: () => Promise<void>): Promise<number> {
  const handler = route({ access: everyone }, async () => {
    await work();
    return noContent();
  });
  const request = new Request("http://localhost/api/health", {
    method: "POST",
  });
  return (await handler(request, { params: Promise.resolve({}) })).status;
}

function refuse(): never {
  throw new AppError("conflict", "No.");
}

describe("jobs are enqueued", () => {
  it("once the request has succeeded", async () => {
    const name = newName();
    const status = await answered(async () => {
      await send(name, { n: 1 });
      expect(await inputsOf(name)).toEqual([]);
    });
    expect(status).toBe(204);
    expect(await inputsOf(name)).toEqual([{ n: 1 }]);
  });

  it("not where the request is refused", async () => {
    const name = newName();
    const refused = answered(async () => {
      await send(name, { n: 1 });
      refuse();
    });
    expect(await refused).toBe(409);
    expect(await inputsOf(name)).toEqual([]);
  });

  it("in the transaction, once where it is tried again", async () => {
    const name = newName();
    let tries = 0;
    let committed = 0;
    await transaction(async () => {
      await send(name, { n: 1 });
      expect(await inputsOf(name)).toEqual([{ n: 1 }]);
      await afterCommit(async () => void (committed += 1));
      tries += 1;
      const conflict = Object.assign(new Error("Again."), { code: "P2034" });
      if (tries === 1) throw conflict;
    });
    expect([tries, committed]).toEqual([2, 1]);
    expect(await inputsOf(name)).toEqual([{ n: 1 }]);
  });

  it("not where the transaction is rolled back", async () => {
    const name = newName();
    const rolledBack = transaction(async () => {
      await send(name, { n: 1 });
      await send(name, { n: 2 }, { key: "only" });
      refuse();
    });
    await expect(rolledBack).rejects.toThrow("No.");
    expect(await inputsOf(name)).toEqual([]);
  });

  it("where the transaction is committed, though the request is refused", async () => {
    const name = newName();
    const refused = answered(async () => {
      await transaction(async () => send(name, { n: 1 }));
      refuse();
    });
    expect(await refused).toBe(409);
    expect(await inputsOf(name)).toEqual([{ n: 1 }]);
  });

  it("once for each key, until long after they are done", async () => {
    const name = newName();
    const add = async (key: string) => send(name, { key }, { key });
    await Promise.all([add("a"), add("a"), add("b"), add("a")]);
    await transaction(async () => add("a"));
    expect(await jobsOf(name)).toHaveLength(2);

    for (const row of await claim(tableOf(name), 2)) {
      await succeed(tableOf(name), row);
    }
    await add("a");
    expect(await inputsOf(name)).toEqual([{}, {}]);
    expect(await claim(tableOf(name), 2)).toEqual([]);
  });

  it("once for each time of a schedule, whoever is late", async () => {
    const name = newName();
    const jobs = { [name]: { times: new Cron("* * * * * *") } };
    const before = Math.trunc(Date.now() / 1_000);
    const processes = [1, 2, 3].map(() => scheduler(jobs));
    for (const enqueueDue of [...processes, ...processes]) await enqueueDue();
    // Of those that were missed the last one, and those that have come meanwhile.
    const seconds = Math.trunc(Date.now() / 1_000) - before;
    const count = (await jobsOf(name)).length;
    expect(count).toBeGreaterThanOrEqual(1);
    expect(count).toBeLessThanOrEqual(1 + seconds);
  });

  it("at the next time of a schedule, and not before", async () => {
    const name = newName();
    const tomorrow = new Date(Date.now() + 24 * 60 * 60 * 1_000);
    const times = new Cron(
      `0 ${tomorrow.getHours()} ${tomorrow.getDate()} * *`,
    );
    expect(await scheduler({ [name]: { times } })()).toBe(false);
    expect(await jobsOf(name)).toEqual([]);
  });
});

describe("jobs are claimed", () => {
  it("by priority, then as they came, once their time has come", async () => {
    const name = newName();
    await send(name, { n: 1 });
    await send(name, { n: 2 }, { priority: -1 });
    await send(name, { n: 3 }, { delay: 60_000, priority: 2 });
    await send(name, { n: 4 }, { priority: 1 });
    const order = [await claimOne(name), await claimOne(name)];
    order.push(await claimOne(name));
    expect(order.map(({ input }) => input)).toEqual([
      '{"n":4}',
      '{"n":1}',
      '{"n":2}',
    ]);
    expect(await claim(tableOf(name), 9)).toEqual([]);
    await later(name);
    expect(await claim(tableOf(name), 9)).toHaveLength(4);
  });

  it("each by one of those who try at once", async () => {
    const name = newName();
    for (let n = 0; n < 6; n += 1) await send(name, { n });
    const tries = [1, 2, 3].map(async () => claim(tableOf(name), 4));
    const claimed = (await Promise.all(tries)).flat();
    claimed.push(...(await claim(tableOf(name), 6)));
    const ids = claimed.map(({ id }) => id);
    expect(ids).toHaveLength(6);
    expect(new Set(ids)).toHaveLength(6);
  });

  it("only by processes that have them", async () => {
    const name = newName();
    await send(name, {});
    expect(await claim(tableOf(newName()), 9)).toEqual([]);
    expect(await strangers([])).toContain(name);
    expect(await strangers([name])).not.toContain(name);
    expect(await claim(tableOf(name), 9)).toHaveLength(1);
  });

  it("again once the lease has expired, after which the first attempt notes nothing", async () => {
    const name = newName();
    await send(name, {});
    const killed = await claimOne(name);
    await renew(tableOf(name), killed);
    expect(await claim(tableOf(name), 1)).toEqual([]);
    await later(name);
    const second = await claimOne(name);
    expect(second.attempts).toBe(2);

    await succeed(tableOf(name), killed);
    await fail(tableOf(name), killed, new Error("Late."), true);
    expect(await jobsOf(name)).toMatchObject([
      { status: "pending", attempts: 2, lastError: null },
    ]);
    await succeed(tableOf(name), second);
    expect(await jobsOf(name)).toEqual([]);
  });

  it("again after a pause where they fail, until they are dead letters", async () => {
    const name = newName();
    await send(name, {});
    const error = new Error("Not\0 yet.");
    await fail(tableOf(name), await claimOne(name), error, false);
    expect(await claim(tableOf(name), 1)).toEqual([]);
    await later(name);
    await fail(tableOf(name), await claimOne(name), error, true);
    await later(name);
    expect(await claim(tableOf(name), 1)).toEqual([]);
    expect(await jobsOf(name)).toMatchObject([
      { status: "dead", attempts: 2, lastError: "Error: Not yet." },
    ]);
  });
});

describe("old jobs", () => {
  it("are deleted once they are done, or dead for a month", async () => {
    const day = 24 * 60 * 60 * 1_000;
    const rows = [
      { status: "done", age: 2 * day },
      { status: "done", age: day / 2 },
      { status: "dead", age: 29 * day },
      { status: "dead", age: 31 * day },
      { status: "pending", age: 31 * day },
    ];
    const name = newName();
    const data = rows.map(({ status, age }) => {
      const availableAt = new Date(Date.now() - age);
      return { name, input: "{}", status, availableAt };
    });
    await db.queuedJob.createMany({ data });
    await prune();
    const kept = (await jobsOf(name)).map(({ status }) => status);
    expect(kept).toEqual(["pending", "dead", "done"]);
  });
});

const patience = { timeout: 10_000 };

/** A queue of jobs of one name. */
function queueOf(name: string, attempt: (row: QueuedJob) => Promise<void>) {
  return queue(name, {
    table: tableOf(name),
    fill: async () => false,
    attempt,
    attempts: () => 2,
    label: ({ id }) => ({ id }),
    prune: async () => undefined,
  });
}

describe("a queue", () => {
  it("attempts jobs again, and ends those that have begun when it is stopped", async () => {
    const name = newName();
    const begun: number[] = [];
    const done: number[] = [];
    const jobs = queueOf(name, async ({ attempts }) => {
      begun.push(attempts);
      if (attempts === 1) throw new Error("Not yet.");
      await new Promise((resolve) => setTimeout(resolve, 50));
      done.push(attempts);
    });
    await send(name, {});
    jobs.start();
    // The second attempt is after a pause of a second at most.
    await expect.poll(() => begun, patience).toEqual([1, 2]);
    await jobs.stop();
    expect(done).toEqual([2]);
    expect(await jobsOf(name)).toEqual([]);
  });

  it("gives up a job whose processes are killed each time", async () => {
    const name = newName();
    const jobs = queueOf(name, async () => Promise.reject(new Error("Again.")));
    await send(name, {});
    await claimOne(name);
    await later(name);
    await claimOne(name);
    await later(name);
    jobs.start();
    await expect
      .poll(() => jobsOf(name), patience)
      .toMatchObject([{ status: "dead" }]);
    await jobs.stop();
    expect(await jobsOf(name)).toMatchObject([
      { lastError: "Error: Its processes were killed." },
    ]);
  });
});
