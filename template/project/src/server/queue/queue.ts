import { AsyncLocalStorage } from "node:async_hooks";
import { setTimeout as sleep } from "node:timers/promises";

import { log } from "~/server/log";
import { withRequestContext } from "~/server/request";
import {
  claim,
  fail,
  LEASE,
  renew,
  succeed,
  type Claimed,
  type LeasedTable,
} from "./leases";
import { idle, wake } from "./wake";

/** The most attempts at once. */
const CONCURRENT = 20;

/** How often this process looks for the work of others, and for old rows, in milliseconds. */
const POLL = 1_000;
const PRUNE = 60 * 60 * 1_000;

/** The longest attempt, and the longest wait for attempts at the end, in milliseconds. */
const LONGEST_ATTEMPT = 15 * 60 * 1_000;
const SHUTDOWN_TIMEOUT = 20_000;

/** What is done with the rows of a table. */
type Work<Row extends Claimed> = {
  table: LeasedTable<Row>;
  /** Adds rows whose time has come; returns whether there were some. */
  fill: () => Promise<boolean>;
  /** Throws if the row has to be attempted again. */
  attempt: (row: Row) => Promise<void>;
  /** The most attempts of a row. */
  attempts: (row: Row) => number;
  /** What the log calls a row; the id is that of requests in the logs of its attempts. */
  label: (row: Row) => Record<string, string> & { id: string };
  /** Deletes old rows. */
  prune: () => Promise<void>;
};

/** The same for rows of any type. */
type Worker = {
  prune: () => Promise<void>;
  /** Starts as many attempts as may run; returns them, and whether there was work. */
  round: (free: number) => Promise<{ attempts: Promise<void>[]; any: boolean }>;
};

export type Queue = {
  start: () => void;
  /** Waits for attempts that have begun, before the process exits; other rows stay in the database. */
  stop: () => Promise<void>;
};

/** One per process, even if modules are evaluated again: in development they change while a queue runs. */
const shared = globalThis as unknown as {
  workers?: Map<string, Worker>;
  running?: Map<string, () => Promise<void>>;
};
const workers = (shared.workers ??= new Map<string, Worker>());
const running = (shared.running ??= new Map<string, () => Promise<void>>());

/** Runs a function outside of any request and transaction, since the queue outlives them. */
const detached = AsyncLocalStorage.snapshot();

/** Declares a queue by its name, for `wake`. */
export function queue<Row extends Claimed>(
  name: string,
  work: Work<Row>,
): Queue {
  workers.set(name, { prune: work.prune, round: (free) => round(work, free) });
  return {
    start() {
      if (!running.has(name)) running.set(name, detached(open, name));
    },

    async stop() {
      await running.get(name)?.();
      running.delete(name);
    },
  };
}

async function round<Row extends Claimed>(work: Work<Row>, free: number) {
  const isFilled = await work.fill();
  const claimed = free > 0 ? await claim(work.table, free) : [];
  const attempts = claimed.map((row) => attempt(work, row));
  return { attempts, any: isFilled || claimed.length > 0 };
}

/** Works through a queue until it is stopped, by the function that is returned. */
function open(name: string): () => Promise<void> {
  const attempts = new Set<Promise<void>>();
  let isStopping = false;
  let pruneAt = 0;

  /** Returns whether there was work. */
  async function step(): Promise<boolean> {
    const worker = workers.get(name);
    if (!worker) return false;
    if (Date.now() >= pruneAt) {
      pruneAt = Date.now() + PRUNE;
      await worker.prune();
    }
    const started = await worker.round(CONCURRENT - attempts.size);
    for (const one of started.attempts) {
      const ended = one.finally(() => {
        attempts.delete(ended);
        wake(name);
      });
      attempts.add(ended);
    }
    return started.any;
  }

  async function loop() {
    while (!isStopping) {
      try {
        if (!(await step())) await idle(name, POLL);
      } catch (err) {
        log.warn({ err, queue: name }, "A queue could not be read.");
        await idle(name, POLL);
      }
    }
  }

  const looping = loop();
  return async () => {
    isStopping = true;
    wake(name);
    await looping;
    const waited = sleep(SHUTDOWN_TIMEOUT, undefined, { ref: false });
    await Promise.race([Promise.all(attempts), waited]);
  };
}

/** Attempts a row. If even the outcome cannot be noted, the lease expires. */
async function attempt<Row extends Claimed>(work: Work<Row>, row: Row) {
  const { table } = work;
  const label = work.label(row);
  const most = work.attempts(row);
  const renewal = setInterval(() => {
    renew(table, row).catch((err: unknown) =>
      log.warn({ err, ...label }, "no lease"),
    );
  }, LEASE / 3);
  try {
    // Each attempt before may have ended with its process, so that nobody has noted that it failed.
    if (row.attempts > most) throw new Error("Its processes were killed.");
    const run = () => withTimeout(work.attempt(row), LONGEST_ATTEMPT);
    await withRequestContext({ id: label.id }, run);
    await succeed(table, row);
  } catch (err) {
    const isLast = row.attempts >= most;
    await fail(table, row, err, isLast).catch(() => undefined);
    const fields = { err, ...label, attempts: row.attempts };
    log[isLast ? "error" : "warn"](fields, "an attempt has failed");
  } finally {
    clearInterval(renewal);
  }
}

/** Rejects if work takes longer. */
async function withTimeout(work: Promise<void>, milliseconds: number) {
  const ended = new AbortController();
  const late = sleep(milliseconds, null, { signal: ended.signal, ref: false });
  try {
    const first = await Promise.race([work, late]);
    if (first === null) throw new Error("It took too long.");
  } finally {
    late.catch(() => undefined);
    ended.abort();
  }
}
