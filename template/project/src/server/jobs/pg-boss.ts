import { fromPrisma, PgBoss, type JobResult } from "pg-boss";

import { env } from "~/env";
import { currentTransaction } from "~/server/db";
import { log } from "~/server/log";
import { afterCommit } from "~/server/transaction";
import { type Queue } from "./job";

/** Jobs that run at once; while there are as many, the next ones are fetched without a pause. */
const BATCH = {
  batchSize: 20,
  burstWhenBatchFull: true,
  perJobResults: true,
} as const;

/**
 * Stores jobs in a schema of the database: they survive crashes, all processes share the work, and a job
 * that is enqueued in a transaction is a row of that transaction.
 */
export async function pgBossQueue(
  names: string[],
  run: (name: string, input: unknown) => Promise<void>,
): Promise<Queue> {
  const boss = new PgBoss({ connectionString: env.DATABASE_URL });
  boss.on("error", (err) => log.error({ err }, "pg-boss"));
  await boss.start();
  for (const name of names) {
    await boss.createQueue(name, { retryLimit: 5, retryBackoff: true });
    await boss.work(name, BATCH, async (jobs) =>
      Promise.all(jobs.map(async ({ id, data }) => attempt(name, id, data))),
    );
  }

  async function attempt(job: string, id: string, input: unknown) {
    let result: JobResult = { id, status: "completed" };
    try {
      await run(job, input);
    } catch (err) {
      log.warn({ err, job }, "job failed");
      result = { id, status: "failed", output: { message: String(err) } };
    }
    return result;
  }

  return {
    async send(name, input) {
      const tx = currentTransaction.getStore()?.tx;
      if (tx) await boss.send(name, input, { db: fromPrisma(tx) });
      else await afterCommit(async () => void (await boss.send(name, input)));
    },

    async stop() {
      await boss.stop({ graceful: true });
    },
  };
}
