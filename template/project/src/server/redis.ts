import { Redis } from "ioredis";

import { env } from "~/env";
import { log } from "~/server/log";

/** The timeout of a command, in milliseconds. */
const TIMEOUT = 2_000;

/** The delay before a lost connection is tried again, in milliseconds. */
const RETRY = 200;

let connection: Redis | undefined;

/** The connection to REDIS_URL, which the whole process shares. */
export function redis(): Redis {
  connection ??= connect();
  return connection;
}

function connect(): Redis {
  if (!env.REDIS_URL) throw new Error("Redis needs REDIS_URL.");
  const made = new Redis(env.REDIS_URL, {
    commandTimeout: TIMEOUT,
    // Closes unresponsive connections, since a failover may change the address.
    socketTimeout: 2 * TIMEOUT,
    // Calls wait for the first connection, but not for reconnects.
    maxRetriesPerRequest: 0,
    retryStrategy: () => RETRY,
  });
  made.on("error", (error) => log.warn({ err: error }, "Redis is away."));
  return made;
}
