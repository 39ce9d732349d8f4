import { env } from "~/env";
import { hasToken } from "~/server/auth/credentials";
import { AppError } from "~/server/errors";

/** The other origins whose pages may call, from CORS_ORIGINS. */
export const origins: readonly string[] =
  env.CORS_ORIGINS.split(/[\s,]+/).filter(Boolean);

/** What a page of another origin may read of an answer. */
const EXPOSED =
  "ETag, Location, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id";

/** What it may send. */
const ACCEPTED =
  "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, X-API-Key, X-Request-Id";

/** How long a browser may remember it, in seconds. */
const REMEMBERED = "600";

/** Headers of every answer: an origin that is on the list may read it, with its cookies. */
export function sharing(request: Request): Record<string, string> {
  const origin = request.headers.get("origin");
  if (origin === null || !origins.includes(origin)) return {};
  return {
    "Access-Control-Allow-Origin": origin,
    "Access-Control-Allow-Credentials": "true",
    "Access-Control-Expose-Headers": EXPOSED,
    "Cross-Origin-Resource-Policy": "cross-origin",
  };
}

/** Headers of the answer to a preflight, which asks before the call itself. */
export function preflight(
  request: Request,
  methods: string,
): Record<string, string> {
  const asks = request.headers.has("access-control-request-method");
  if (!asks || !("Access-Control-Allow-Origin" in sharing(request))) return {};
  return {
    "Access-Control-Allow-Methods": methods,
    "Access-Control-Allow-Headers": ACCEPTED,
    "Access-Control-Max-Age": REMEMBERED,
  };
}

const safe = ["GET", "HEAD", "OPTIONS"];

/**
 * Refuses a write that a browser sends with the cookies of its user, but for a page of somebody else.
 * Who sends no cookie, or a token of its own accord, cannot be made to: beside a token, no cookie counts.
 */
export function assertOwnPage(request: Request): void {
  const { headers, method } = request;
  if (safe.includes(method) || !headers.has("cookie")) return;
  if (hasToken(headers)) return;
  const origin = headers.get("origin");
  if (origin !== null && origins.includes(origin)) return;
  const site = headers.get("sec-fetch-site");
  const isOwn =
    site === null
      ? origin === null || hostOf(origin) === headers.get("host")
      : site === "same-origin" || site === "none";
  if (!isOwn) throw new AppError("forbidden", "Call from a page of this site.");
}

function hostOf(origin: string): string | null {
  return URL.parse(origin)?.host ?? null;
}
