import { hash } from "node:crypto";

import { AppError } from "~/server/errors";
import { basePath } from "./base-path";
import { corsHeaders } from "./origins";
import { requestIdOf } from "./request-id";
import { canonicalPath } from "./url";

/** The result of a handler. It becomes a Response when all headers are known. */
export type Answer<Body = unknown> = {
  status: number;
  headers: Record<string, string>;
  /** Serialized as JSON. */
  body?: Body;
};

/**
 * The default headers of every response, errors included: browsers must not execute, sniff or cache it.
 */
const headers = {
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "strict-transport-security": "max-age=63072000",
  vary: "Origin",
  "x-content-type-options": "nosniff",
};

/** The final Response: default headers, CORS headers and extra ones. */
export function responseTo(
  request: Request,
  answer: Answer | Response,
  extraHeaders: Record<string, string> = {},
): Response {
  const allExtra = {
    ...corsHeaders(request),
    ...extraHeaders,
    "X-Request-Id": requestIdOf(request),
  };
  if (answer instanceof Response) return withDefaultHeaders(answer, allExtra);
  // One object is faster than setting headers one by one.
  const responseHeaders = {
    ...headers,
    ...lowercaseNames({ ...answer.headers, ...allExtra }),
  };
  return responseOf(answer, {
    ...responseHeaders,
    vary: varyByOrigin(responseHeaders.vary),
  });
}

/** Adds missing default headers to a handler's own Response. */
function withDefaultHeaders(
  response: Response,
  allExtra: Record<string, string>,
): Response {
  const vary = response.headers.get("vary");
  if (vary) response.headers.set("vary", varyByOrigin(vary));
  for (const [name, value] of Object.entries(headers)) {
    if (!response.headers.has(name)) response.headers.set(name, value);
  }
  for (const [name, value] of Object.entries(allExtra)) {
    response.headers.set(name, value);
  }
  return response;
}

/** Converts an answer to a Response without default headers. */
export function toResponse(answer: Answer | Response): Response {
  if (answer instanceof Response) return answer;
  return responseOf(answer, lowercaseNames(answer.headers));
}

function responseOf(
  { status, body }: Answer,
  headers: Record<string, string>,
): Response {
  if (!body) return new Response(null, { status, headers });
  return new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json", ...headers },
  });
}

/** Adds Origin to a Vary header. */
function varyByOrigin(vary: string): string {
  const names = vary.toLowerCase().split(/\s*,\s*/);
  return names.includes("origin") ? vary : `${vary}, Origin`;
}

/** Lowercases names, so that "Vary" and "vary" are one property. */
function lowercaseNames(
  headers: Record<string, string>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
}

/**
 * Evaluates the preconditions of a read (RFC 9110, 13.1): returns 304 if If-None-Match matches, throws if
 * If-Match does not.
 */
export function conditional(
  answer: Answer | Response,
  request: Request,
): Answer | Response {
  const reads = request.method === "GET" || request.method === "HEAD";
  if (!reads || answer.status !== 200) return answer;
  const tag = tagOf(answer);
  const ifMatch = request.headers.get("if-match");
  if (ifMatch !== null && !matchesETag(ifMatch, tag)) {
    throw new AppError("version_conflict", "It is not the one of If-Match.");
  }
  if (!tag || !matchesIfNoneMatch(request, tag)) return answer;
  return { status: 304, headers: { ETag: tag } };
}

/** Whether If-None-Match holds the ETag: the client's copy is current. */
export function matchesIfNoneMatch(request: Request, tag: string): boolean {
  const ifNoneMatch = request.headers.get("if-none-match");
  return (
    ifNoneMatch !== null && matchesETag(ifNoneMatch.replace(/\bW\//g, ""), tag)
  );
}

/** Whether a list of ETags holds one; `*` matches any. */
function matchesETag(tags: string, tag: string | null | undefined): boolean {
  if (tags.trim() === "*") return true;
  return tags.split(",").some((one) => one.trim() === tag);
}

function tagOf({ headers }: Answer | Response): string | null | undefined {
  return headers instanceof Headers ? headers.get("etag") : headers.ETag;
}

/** 200 with a body, or with the selected fields of it. */
export function ok<Body extends object>(
  body: Body,
  fields?: readonly string[],
): Answer<Body> {
  return withETag(200, body, selectFields(body, fields));
}

/** A page with the selected fields of each item. */
export function selectItemFields<P extends { items: object[] }>(
  page: P,
  fields?: readonly string[],
): P {
  return {
    ...page,
    items: page.items.map((item) => selectFields(item, fields)),
  };
}

/** The selected fields. Typed as the whole, of which the schema of such an answer is a part. */
function selectFields<Body extends object>(
  body: Body,
  fields?: readonly string[],
): Body {
  if (!fields) return body;
  const entries = Object.entries(body);
  return Object.fromEntries(
    entries.filter(([name]) => fields.includes(name)),
  ) as Body;
}

/** 201 with the new resource, and its Location below the collection. */
export function created<Body extends { id: string }>(
  request: Request,
  body: Body,
): Answer<Body> {
  const location = `${basePath}${canonicalPath(request)}/${body.id}`;
  const answer = withETag(201, body, body);
  return { ...answer, headers: { ...answer.headers, Location: location } };
}

/** 204 without a body. */
export function noContent(): Answer {
  return { status: 204, headers: {} };
}

/**
 * An answer with the ETag of a row that has a version: `"3-..."`. The version is what If-Match compares.
 * The rest is made of the whole answer, for that may hold more than the row: what it includes, ids of
 * others, or less of it for some callers.
 */
function withETag<Body extends object>(
  status: number,
  row: object,
  body: Body,
): Answer<Body> {
  const version = "version" in row ? row.version : undefined;
  if (typeof version !== "number") return { status, headers: {}, body };
  const digest = hash("sha1", JSON.stringify(body), "base64url");
  const tag = `"${version}-${digest}"`;
  return { status, headers: { ETag: tag }, body };
}

/** The version of a row that an ETag names; null where it is none of ours. */
export function versionIn(tag: string): number | null {
  const [, version] = /^"(\d{1,9})(-[\w-]{1,64})?"$/.exec(tag) ?? [];
  return version === undefined ? null : Number(version);
}
