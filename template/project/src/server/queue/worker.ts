import { db } from "~/server/db";
import { log } from "~/server/log";
import { startAll, stopAll } from "./start";

// Works through the queues, in a process of its own: `npm run worker`

/** Finishes what has begun, then disconnects from the database. */
async function stop() {
  await stopAll();
  await db.$disconnect();
  process.exit(0);
}

process.once("SIGINT", () => void stop());
process.once("SIGTERM", () => void stop());
startAll();
log.info("The worker has started.");
