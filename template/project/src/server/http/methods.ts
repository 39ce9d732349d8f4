import { AppError } from "~/server/errors";
import { limit } from "~/server/limits/limiter";
import { observe } from "./observe";
import { preflight } from "./origins";
import { problem } from "./problem";
import { responseTo, type Answer } from "./responses";

type Method = "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS";
type Context = { params: Promise<object> };
type Handler = (request: Request, context: Context) => Promise<Response>;

/** The same handler for all methods, rate-limited by address. */
export function allMethods(
  answer: (request: Request) => Promise<Answer>,
): Record<Method, Handler> {
  const handler: Handler = async (request, { params }) =>
    observe(request, { ...(await params) }, async () => {
      const limits: Record<string, string> = {};
      try {
        await limit(request, null, limits);
        return responseTo(request, await answer(request), limits);
      } catch (thrown) {
        return responseTo(request, problem(thrown, request), limits);
      }
    });
  return {
    GET: handler,
    HEAD: handler,
    POST: handler,
    PUT: handler,
    PATCH: handler,
    DELETE: handler,
    OPTIONS: handler,
  };
}

/**
 * Handlers of the other methods of a route: OPTIONS lists those it serves, the rest is 405. Next derives
 * HEAD from GET.
 */
export function otherMethods(...served: Method[]): Record<Method, Handler> {
  const methods = served.includes("GET") ? [...served, "HEAD"] : served;
  const allow = [...methods, "OPTIONS"].join(", ");
  return {
    ...allMethods(async (request) => {
      const message = `${request.method} is not served here: use ${served.join(", ")}.`;
      const refusal = problem(
        new AppError("method_not_allowed", message),
        request,
      );
      return { ...refusal, headers: { ...refusal.headers, Allow: allow } };
    }),
    OPTIONS: async (request) => {
      const headers = { Allow: allow, ...preflight(request, allow) };
      return responseTo(request, { status: 204, headers });
    },
  };
}
