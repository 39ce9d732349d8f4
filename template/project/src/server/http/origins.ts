import { env } from "~/env";
import { hasToken } from "~/server/auth/credentials";
import { AppError } from "~/server/errors";

/** The allowed origins of CORS_ORIGINS. */
export const origins: readonly string[] =
  env.CORS_ORIGINS.split(/[\s,]+/).filter(Boolean);

/** Response headers that pages of other origins may read. */
const EXPOSED_HEADERS =
  "ETag, Location, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id";

/** Request headers that they may send. */
const ALLOWED_HEADERS =
  "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, X-API-Key, X-Request-Id";

/** How long browsers may cache a preflight response, in seconds. */
const PREFLIGHT_MAX_AGE = "600";

/** The CORS headers of every response to an allowed origin. */
export function corsHeaders(request: Request): Record<string, string> {
  const origin = request.headers.get("origin");
  if (origin === null || !origins.includes(origin)) return {};
  return {
    "Access-Control-Allow-Origin": origin,
    "Access-Control-Allow-Credentials": "true",
    "Access-Control-Expose-Headers": EXPOSED_HEADERS,
    "Cross-Origin-Resource-Policy": "cross-origin",
  };
}

/** The CORS headers of the response to a preflight request. */
export function preflight(
  request: Request,
  methods: string,
): Record<string, string> {
  const isPreflight = request.headers.has("access-control-request-method");
  if (!isPreflight || !("Access-Control-Allow-Origin" in corsHeaders(request)))
    return {};
  return {
    "Access-Control-Allow-Methods": methods,
    "Access-Control-Allow-Headers": ALLOWED_HEADERS,
    "Access-Control-Max-Age": PREFLIGHT_MAX_AGE,
  };
}

const safe = ["GET", "HEAD", "OPTIONS"];

/**
 * Protects against CSRF: rejects writes with cookies from pages of origins that are not allowed. Requests
 * without a cookie, or with a token, cannot be forged; cookies beside a token are ignored.
 */
export function assertSameOrigin(request: Request): void {
  const { headers, method } = request;
  if (safe.includes(method) || !headers.has("cookie")) return;
  if (hasToken(headers)) return;
  const origin = headers.get("origin");
  if (origin !== null && origins.includes(origin)) return;
  const site = headers.get("sec-fetch-site");
  const isSameOrigin =
    site === null
      ? origin === null || hostOf(origin) === headers.get("host")
      : site === "same-origin" || site === "none";
  if (!isSameOrigin)
    throw new AppError("forbidden", "Call from a page of this site.");
}

function hostOf(origin: string): string | null {
  return URL.parse(origin)?.host ?? null;
}
