import { pino } from "pino";

import { env } from "~/env";

/** One JSON object a line. Secrets never reach it. */
export const log = pino({
  level: env.LOG_LEVEL,
  redact: ["*.password", "*.token", "*.authorization", "*.cookie"],
});
