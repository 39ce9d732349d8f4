import { setTimeout as sleep } from "node:timers/promises";

import { db } from "~/server/db";
import { AppError } from "~/server/errors";

/** The longest that the readiness query may take, in milliseconds. */
const DATABASE_TIMEOUT = 2_000;

/** Of this process. While it is stopping, load balancers should send no new requests. */
export const health = globalThis as unknown as { stopping?: boolean };

/** Throws if this server should get no requests: it is stopping, or cannot reach its database. */
export async function assertReady(): Promise<void> {
  if (health.stopping) throw new AppError("unavailable", "It is stopping.");
  const timedOut = sleep(DATABASE_TIMEOUT, "late", { ref: false });
  const answer = await Promise.race([db.$queryRaw`SELECT 1`, timedOut]);
  if (answer === "late")
    throw new AppError("unavailable", "The database is busy.");
}
