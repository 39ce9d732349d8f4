import { SpanStatusCode, trace } from "@opentelemetry/api";

import { log } from "~/server/log";
import {
  requestIdOf,
  urlOf,
  withRequestContext,
  type RequestContext,
} from "~/server/request";

/** Spans are dropped until the project starts an OpenTelemetry SDK, in `src/instrumentation.ts` for example. */
const tracer = trace.getTracer("api");

/** These lines hold no secrets, and redaction would cost more than the line itself. */
const requests = log.child({}, { redact: [] });

/** Handles a request with a log line and a span. `answer` must not throw. */
export async function observe(
  request: Request,
  params: object,
  answer: () => Promise<Response>,
): Promise<Response> {
  const started = performance.now();
  const path = urlOf(request).pathname;
  const { method } = request;
  const route = patternOf(path, params);
  const setCookies: string[] = [];
  const context: RequestContext = {
    id: requestIdOf(request),
    setCookies,
    afterSuccess: [],
  };

  return withRequestContext(context, () =>
    tracer.startActiveSpan(`${method} ${route}`, async (span) => {
      const response = await answer();
      for (const cookie of setCookies) {
        response.headers.append("set-cookie", cookie);
      }
      const { status } = response;
      span.setAttributes({
        "http.request.method": method,
        "http.route": route,
        "http.response.status_code": status,
      });
      if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
      const ms = Math.round(performance.now() - started);
      requests.info({ method, route, path, status, ms }, "request");
      return response;
    }),
  );
}

/** The route pattern of a path, as in the file system: "/api/orders/[id]" */
function patternOf(path: string, params: object): string {
  const parts = path.split("/");
  for (const [name, value] of Object.entries(params)) {
    if (Array.isArray(value)) {
      parts.splice(parts.length - value.length, value.length, `[...${name}]`);
      continue;
    }
    const at = parts.findLastIndex(
      (part) => part === value || decoded(part) === value,
    );
    if (at >= 0) parts[at] = `[${name}]`;
  }
  return parts.join("/");
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
