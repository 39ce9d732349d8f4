import { setTimeout as sleep } from "node:timers/promises";

import { log } from "~/server/log";
import { withRequestContext, requestContext } from "~/server/request";
import { afterCommit } from "~/server/transaction";
import { type Queue } from "./job";

/** The number of attempts, and the delay before the second one, in milliseconds. */
const ATTEMPTS = 5;
const PAUSE = 200;

/**
 * Runs jobs in this process, after the transaction or request that enqueued them succeeds. Jobs are lost if
 * the process is killed: use pg-boss where that matters.
 */
export function embeddedQueue(
  run: (name: string, input: unknown) => Promise<void>,
): Queue {
  const running = new Set<Promise<void>>();

  async function attempt(name: string, input: unknown) {
    for (let tries = 1; ; tries += 1) {
      try {
        await run(name, input);
        return;
      } catch (err) {
        const isLast = tries === ATTEMPTS;
        log[isLast ? "error" : "warn"]({ err, job: name, tries }, "job failed");
        if (isLast) return;
        await sleep(PAUSE * 2 ** tries * Math.random());
      }
    }
  }

  function start(name: string, input: unknown) {
    const { id, actor } = requestContext() ?? {};
    const run = () => attempt(name, input);
    // Logs with the ids of the request. Jobs that it enqueues do not wait for the request.
    const started = id
      ? withRequestContext({ id, ...(actor && { actor }) }, run)
      : run();
    const job = started.finally(() => running.delete(job));
    running.add(job);
  }

  return {
    async send(name, input) {
      await afterCommit(async () => start(name, input));
    },

    async stop() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
