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
 * JSON lines, with the ids of the request. Text is escaped as JSON, which prevents forged lines; secrets
 * are redacted. Lines are written synchronously: the last ones before a crash matter most.
 */
export const log = pino(
  {
    level: env.LOG_LEVEL,
    mixin: requestFields,
    redact: {
      paths: secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
      censor: "[secret]",
    },
  },
  pino.destination({ sync: true }),
);

/** The ids of the request and of the trace. */
function requestFields() {
  const request = requestContext();
  const span = trace.getActiveSpan()?.spanContext();
  return {
    ...(request && { requestId: request.id, actor: request.actor?.id }),
    ...(span && { traceId: span.traceId, spanId: span.spanId }),
  };
}
