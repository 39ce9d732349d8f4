import { setTimeout as sleep } from "node:timers/promises";

import { log } from "~/server/log";
import { withRequestContext, requestContext } from "~/server/request";
import { afterCommit } from "~/server/transaction";
import { type Queue } from "./queue";

/** How often a job is tried, and the pause before the second time, in milliseconds. */
const ATTEMPTS = 5;
const PAUSE = 200;

/**
 * Runs jobs in this process, once the transaction or the request that asked for them has succeeded. What
 * has not been done when the process is killed is not done: where that matters, use pg-boss.
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
    // Its log lines are those of the request. What it asks for does not wait for that.
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
