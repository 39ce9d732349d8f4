import { db, underWay, type UnderWay } from "~/server/db";
import { requestUnderWay } from "~/server/request";
import { retrying } from "~/server/retry";

/** How long a transaction may wait for its start, and take, in milliseconds. */
const LIMITS = { maxWait: 5_000, timeout: 15_000 };

/**
 * Does all of it or nothing, and again where another transaction was in the way. Within another
 * transaction it is part of that one.
 */
export async function transaction<T>(work: () => Promise<T>): Promise<T> {
  if (underWay.getStore()) return work();
  const { result, afterCommit } = await retrying(async () => {
    // Each attempt has its own: what one asked for that was rolled back is never done.
    const afterCommit: UnderWay["afterCommit"] = [];
    const result = await db.$transaction(
      (tx) => underWay.run({ tx, afterCommit }, work),
      LIMITS,
    );
    return { result, afterCommit };
  });
  for (const next of afterCommit) await next();
  return result;
}

/**
 * Has something done when the transaction under way is committed, and never if it is rolled back.
 * Outside of a transaction it waits for the request to succeed; outside of a request, for nothing.
 */
export async function afterCommit(next: () => Promise<void>): Promise<void> {
  const waiting =
    underWay.getStore()?.afterCommit ?? requestUnderWay()?.afterwards;
  if (waiting) waiting.push(next);
  else await next();
}
