import { env } from "~/env";
import { currentTransaction, db } from "~/server/db";
import { wake } from "~/server/queue/wake";
import { afterCommit } from "~/server/transaction";
import { type Job } from "./job";
import { type jobs } from "./jobs";

type Jobs = typeof jobs;
type InputOf<One> = One extends Job<infer Input> ? Input & object : never;

type Options = {
  /** How long it waits at least, in milliseconds. */
  delay?: number;
  /** Nothing is enqueued where a job of this name has the key, and has not been done for a day. */
  key?: string;
  /** Jobs of a higher priority are done first; 0 by default. */
  priority?: number;
};

/**
 * Enqueues a job in the current transaction, so that it never runs if that rolls back. Outside of a
 * transaction, it is enqueued once the request succeeds; outside of a request, at once.
 */
export async function enqueue<Name extends Extract<keyof Jobs, string>>(
  name: Name,
  input: InputOf<Jobs[Name]>,
  options: Options = {},
): Promise<void> {
  await send(name, input, options);
}

/** The same of any job. */
export async function send(
  name: string,
  input: object,
  { delay = 0, key, priority = 0 }: Options = {},
): Promise<void> {
  const add = async () => {
    await insert({
      name,
      input: JSON.stringify(input),
      ...(key !== undefined && { key: `${name}:${key}` }),
      priority,
      availableAt: new Date(Date.now() + delay),
    });
  };
  if (currentTransaction.getStore()) await add();
  else await afterCommit(add);
  await afterCommit(async () => {
    // Loads what has changed meanwhile, which the queue of the process then runs.
    if (env.NODE_ENV === "development") await import("./worker");
    wake("jobs");
  });
}

type Row = Parameters<typeof db.queuedJob.create>[0]["data"];

async function insert(data: Row): Promise<void> {
  const { key } = data;
  const select = { id: true };
  if (!key) await db.queuedJob.create({ data, select });
  // One statement: of several processes, one inserts the row.
  else
    await db.queuedJob.upsert({
      where: { key },
      create: data,
      update: { key },
      select,
    });
}
