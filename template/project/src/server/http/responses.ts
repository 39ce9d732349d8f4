import { hash } from "node:crypto";

import { AppError } from "~/server/errors";
import { basePath } from "./base-path";
import { sharing } from "./origins";
import { requestIdOf } from "./request-id";
import { canonicalPath } from "./url";

/** What a handler answers with. It becomes a Response when all of its headers are known. */
export type Answer = {
  status: number;
  headers: Record<string, string>;
  /** Becomes JSON. */
  body?: object;
};

/**
 * The headers of every answer, errors included: it is data, for the one who asked, and nothing that
 * a browser should run, guess at or keep.
 */
const headers = {
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "strict-transport-security": "max-age=63072000; includeSubDomains",
  vary: "Origin",
  "x-content-type-options": "nosniff",
};

/** The answer as a Response, with the headers above, those for other origins, and what else is told. */
export function responseTo(
  request: Request,
  answer: Answer | Response,
  told: Record<string, string> = {},
): Response {
  const others = {
    ...sharing(request),
    ...told,
    "X-Request-Id": requestIdOf(request),
  };
  if (answer instanceof Response) return completed(answer, others);
  // All at once: that is quicker than one after the other.
  const its = { ...headers, ...lowered({ ...answer.headers, ...others }) };
  return responseOf(answer, { ...its, vary: withOrigin(its.vary) });
}

/** A Response of a handler's own, which keeps what it says of itself. */
function completed(
  response: Response,
  others: Record<string, string>,
): Response {
  const vary = response.headers.get("vary");
  if (vary) response.headers.set("vary", withOrigin(vary));
  for (const [name, value] of Object.entries(headers)) {
    if (!response.headers.has(name)) response.headers.set(name, value);
  }
  for (const [name, value] of Object.entries(others)) {
    response.headers.set(name, value);
  }
  return response;
}

/** The answer as a Response with no headers but its own. */
export function asResponse(answer: Answer | Response): Response {
  if (answer instanceof Response) return answer;
  return responseOf(answer, lowered(answer.headers));
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

/** What an answer varies by: the page that asks, too. */
function withOrigin(vary: string): string {
  const names = vary.toLowerCase().split(/\s*,\s*/);
  return names.includes("origin") ? vary : `${vary}, Origin`;
}

/** "Vary" and "vary" are one header, and would be two names of an object. */
function lowered(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
}

/**
 * The answer to a read, or 304 where the caller has it already. Throws where it is not the one that the
 * caller asks for with If-Match.
 */
export function conditional(
  answer: Answer | Response,
  request: Request,
): Answer | Response {
  const reads = request.method === "GET" || request.method === "HEAD";
  if (!reads || answer.status !== 200) return answer;
  const tag = tagOf(answer);
  const wanted = request.headers.get("if-match");
  if (wanted !== null && !names(wanted, tag)) {
    throw new AppError("version_conflict", "It is not the one of If-Match.");
  }
  if (!tag || !isKnown(request, tag)) return answer;
  return { status: 304, headers: { ETag: tag } };
}

/** Whether the caller has the representation that an ETag stands for. */
export function isKnown(request: Request, tag: string): boolean {
  const known = request.headers.get("if-none-match");
  return known !== null && names(known.replace(/\bW\//g, ""), tag);
}

/** Whether a list of ETags names one; the star names whatever there is. */
function names(tags: string, tag: string | null | undefined): boolean {
  if (tags.trim() === "*") return true;
  return tags.split(",").some((one) => one.trim() === tag);
}

function tagOf({ headers }: Answer | Response): string | null | undefined {
  return headers instanceof Headers ? headers.get("etag") : headers.ETag;
}

/** 200 with a body, or only those of its fields. The ETag is that of exactly this answer. */
export function ok(body: object, fields?: readonly string[]): Answer {
  return shown(200, body, only(body, fields));
}

/** A page whose items have only those fields. */
export function onlyOfItems<P extends { items: object[] }>(
  page: P,
  fields?: readonly string[],
) {
  return { ...page, items: page.items.map((item) => only(item, fields)) };
}

function only(body: object, fields?: readonly string[]): object {
  if (!fields) return body;
  const entries = Object.entries(body);
  return Object.fromEntries(entries.filter(([name]) => fields.includes(name)));
}

/** 201 with the new thing, and where it lives now: below the collection that was posted to. */
export function created(request: Request, body: { id: string }): Answer {
  const location = `${basePath}${canonicalPath(request)}/${body.id}`;
  const answer = shown(201, body, body);
  return { ...answer, headers: { ...answer.headers, Location: location } };
}

/** 204: done, and there is nothing to show. */
export function noContent(): Answer {
  return { status: 204, headers: {} };
}

/**
 * An answer with the ETag of a row that has a version: `"3-..."`. The version is what If-Match compares.
 * The rest is made of the whole answer, for that may hold more than the row: what it includes, ids of
 * others, or less of it for some callers.
 */
function shown(status: number, row: object, body: object): Answer {
  if (!("version" in row)) return { status, headers: {}, body };
  const digest = hash("sha1", JSON.stringify(body), "base64url");
  const tag = `"${String(row.version)}-${digest}"`;
  return { status, headers: { ETag: tag }, body };
}

/** The version of a row that an ETag names; null where it is none of ours. */
export function versionIn(tag: string): number | null {
  const [, version] = /^"(\d{1,9})(-[\w-]{1,64})?"$/.exec(tag) ?? [];
  return version === undefined ? null : Number(version);
}
