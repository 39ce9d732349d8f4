import { AsyncLocalStorage } from "node:async_hooks";
import { setTimeout as sleep } from "node:timers/promises";

import { env } from "~/env";
import { log } from "~/server/log";
import { withRequestContext } from "~/server/request";
import { deliver, targetsOf } from "./deliver";
import {
  claim,
  dispatch,
  fail,
  LEASE,
  prune,
  renew,
  succeed,
  type Claimed,
} from "./queue";
import { idle, wake } from "./wake";

/** The most deliveries at once. */
const CONCURRENT = 20;

/** How often this process looks for the events of others, and for old ones, in milliseconds. */
const POLL = 1_000;
const PRUNE = 60 * 60 * 1_000;

/** The longest attempt, and the longest wait for attempts at the end, in milliseconds. */
const LONGEST_ATTEMPT = 15 * 60 * 1_000;
const SHUTDOWN_TIMEOUT = 20_000;

type Dispatcher = { stop: () => Promise<void> };

/** One per process, even if modules are evaluated again. */
const shared = globalThis as unknown as {
  dispatcher: Dispatcher | undefined;
  outbox: { deliver: typeof deliver; targetsOf: typeof targetsOf };
};

// The subscribers of the latest evaluation: in development they change while the dispatcher runs.
shared.outbox = { deliver, targetsOf };

/** Runs a function outside of any request and transaction, since the dispatcher outlives them. */
const detached = AsyncLocalStorage.snapshot();

/** Delivers events in this process, unless EVENTS leaves that to `npm run worker`. */
export function startEmbedded(): void {
  if (env.EVENTS !== "embedded") return;
  startDispatcher();
  process.once("SIGTERM", () => void stopDispatcher());
}

export function startDispatcher(): void {
  shared.dispatcher ??= detached(open);
}

/** Waits for deliveries that are being attempted, before the process exits; others stay in the database. */
export async function stopDispatcher(): Promise<void> {
  await shared.dispatcher?.stop();
}

function open(): Dispatcher {
  const running = new Set<Promise<void>>();
  let isStopping = false;
  let pruneAt = 0;

  function start(delivery: Claimed) {
    const attempted = attempt(delivery).finally(() => {
      running.delete(attempted);
      wake();
    });
    running.add(attempted);
  }

  /** Returns whether there was work. */
  async function round(): Promise<boolean> {
    if (Date.now() >= pruneAt) {
      pruneAt = Date.now() + PRUNE;
      await prune();
    }
    const dispatched = await dispatch((types) =>
      shared.outbox.targetsOf(types),
    );
    const free = CONCURRENT - running.size;
    const claimed = free > 0 ? await claim(free) : [];
    for (const delivery of claimed) start(delivery);
    return dispatched + claimed.length > 0;
  }

  async function loop() {
    while (!isStopping) {
      try {
        if (!(await round())) await idle(POLL);
      } catch (err) {
        log.warn({ err }, "No events could be read.");
        await idle(POLL);
      }
    }
  }

  const looping = loop();
  return {
    async stop() {
      isStopping = true;
      wake();
      await looping;
      const waited = sleep(SHUTDOWN_TIMEOUT, undefined, { ref: false });
      await Promise.race([Promise.all(running), waited]);
    },
  };
}

/** Attempts a delivery. If even the outcome cannot be noted, the lease expires. */
async function attempt(delivery: Claimed): Promise<void> {
  const { id, eventId, target, attempts } = delivery;
  const renewal = setInterval(() => {
    renew(delivery).catch((err: unknown) => log.warn({ err, id }, "no lease"));
  }, LEASE / 3);
  try {
    const run = () =>
      withTimeout(shared.outbox.deliver(delivery), LONGEST_ATTEMPT);
    await withRequestContext({ id: eventId }, run);
    await succeed(delivery);
  } catch (err) {
    const isDead = await fail(delivery, err).catch(() => false);
    const level = isDead ? "error" : "warn";
    log[level]({ err, eventId, target, attempts }, "delivery failed");
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
