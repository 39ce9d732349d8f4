import { setTimeout as sleep } from "node:timers/promises";

import { db } from "~/server/db";
import { AppError } from "~/server/errors";

/** How long the database may take to say that it is there, in milliseconds. */
const PATIENCE = 2_000;

const shared = globalThis as unknown as { stopping: boolean | undefined };

/** From now on, no new requests should come here. */
export function stopTaking(): void {
  shared.stopping = true;
}

/** Throws where requests should go to another server: this one is on its way out, or has no database. */
export async function assertReady(): Promise<void> {
  if (shared.stopping) throw new AppError("unavailable", "It is stopping.");
  const late = sleep(PATIENCE, "late", { ref: false });
  const answer = await Promise.race([db.$queryRaw`SELECT 1`, late]);
  if (answer === "late")
    throw new AppError("unavailable", "The database is busy.");
}
