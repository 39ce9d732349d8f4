import { trace } from "@opentelemetry/api";
import { pino } from "pino";

import { env } from "~/env";
import { requestContext } from "~/server/request";

/** Keys whose values are never logged, at the top level and two levels below. */
const secrets = [
  "accessToken",
  "apiKey",
  "authorization",
  "cookie",
  "idToken",
  "password",
  "refreshToken",
  "secret",
  "token",
];

/**
 * One JSON object a line, with the request that it belongs to. Text is escaped as JSON, so that no
 * caller can forge a line or reach the terminal; secrets never get here. A line is written at once: the
 * last ones before a crash matter most.
 */
export const log = pino(
  {
    level: env.LOG_LEVEL,
    mixin: underWay,
    redact: {
      paths: secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
      censor: "[secret]",
    },
  },
  pino.destination({ sync: true }),
);

/** The ids of the request and of the trace. */
function underWay() {
  const request = requestContext();
  const span = trace.getActiveSpan()?.spanContext();
  return {
    ...(request && { requestId: request.id, actor: request.actor?.id }),
    ...(span && { traceId: span.traceId, spanId: span.spanId }),
  };
}
