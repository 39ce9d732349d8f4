import { basePath } from "./base-path";
import { sharing } from "./origins";
import { requestIdOf } from "./request-id";
import { urlOf } from "./url";

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

/** The answer, or 304 where the caller has that version already. */
export function unlessKnown(
  answer: Answer | Response,
  request: Request,
): Answer | Response {
  const known = request.headers.get("if-none-match");
  const reads = request.method === "GET" || request.method === "HEAD";
  if (!known || !reads || answer.status !== 200) return answer;
  const tag = tagOf(answer);
  if (!tag) return answer;
  const tags = known.split(",").map((one) => one.trim().replace(/^W\//, ""));
  if (!tags.includes(tag) && !tags.includes("*")) return answer;
  return { status: 304, headers: { ETag: tag } };
}

function tagOf({ headers }: Answer | Response): string | null | undefined {
  return headers instanceof Headers ? headers.get("etag") : headers.ETag;
}

/** 200 with a body, or only those of its fields, and the version of what it shows as its ETag. */
export function ok(body: object, fields?: readonly string[]): Answer {
  return { status: 200, headers: etag(body), body: only(body, fields) };
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
  const collection = urlOf(request).pathname.replace(/\/$/, "");
  const headers = { Location: `${basePath}${collection}/${body.id}` };
  return { status: 201, headers: { ...etag(body), ...headers }, body };
}

/** 204: done, and there is nothing to show. */
export function noContent(): Answer {
  return { status: 204, headers: {} };
}

function etag(body: object): Record<string, string> {
  return "version" in body ? { ETag: `"${String(body.version)}"` } : {};
}
