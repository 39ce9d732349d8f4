import { db, currentTransaction, type OpenTransaction } from "~/server/db";
import { requestContext } from "~/server/request";
import { withRetries } from "~/server/retry";

/** The longest wait for a connection, and the longest duration of a transaction, in milliseconds. */
const LIMITS = { maxWait: 5_000, timeout: 15_000 };

/**
 * Runs `work` in a transaction, and again if it conflicts with another one. A nested call joins the
 * transaction around it.
 */
export async function transaction<T>(
  work: () => Promise<T>,
  timeout = LIMITS.timeout,
): Promise<T> {
  if (currentTransaction.getStore()) return work();
  const { result, afterCommit } = await withRetries(async () => {
    // Each attempt has its own list: the callbacks of one that is rolled back never run.
    const afterCommit: OpenTransaction["afterCommit"] = [];
    const result = await db.$transaction(
      (tx) => currentTransaction.run({ tx, afterCommit }, work),
      { ...LIMITS, timeout },
    );
    return { result, afterCommit };
  });
  for (const next of afterCommit) await next();
  return result;
}

/**
 * Runs a callback after the current transaction commits, and never if it rolls back. Outside of a
 * transaction it runs after the request succeeds; outside of a request, at once.
 */
export async function afterCommit(next: () => Promise<void>): Promise<void> {
  const waiting =
    currentTransaction.getStore()?.afterCommit ??
    requestContext()?.afterSuccess;
  if (waiting) waiting.push(next);
  else await next();
}
