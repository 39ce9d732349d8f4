import { sharing } from "./origins";
import { urlOf } from "./url";

/**
 * The headers of every answer, errors included: it is data, for the one who asked, and nothing that
 * a browser should run, guess at or keep.
 */
const headers = {
  "Cache-Control": "no-store",
  "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Referrer-Policy": "no-referrer",
  "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
  "X-Content-Type-Options": "nosniff",
};

/**
 * The response with the headers above, where it does not have its own, those for other origins, and
 * what else is to be told.
 */
export function secure(
  response: Response,
  request: Request,
  told: Record<string, string> = {},
): Response {
  for (const [name, value] of Object.entries(headers)) {
    if (!response.headers.has(name)) response.headers.set(name, value);
  }
  const others = { ...sharing(request), ...told };
  for (const [name, value] of Object.entries(others)) {
    response.headers.set(name, value);
  }
  const varies = response.headers.get("vary") ?? "";
  // A refusal of ours has been here before.
  if (!/\borigin\b/i.test(varies)) response.headers.append("Vary", "Origin");
  return response;
}

/** The response, or 304 where the caller has that version already. */
export function unlessKnown(response: Response, request: Request): Response {
  const known = request.headers.get("if-none-match");
  const tag = response.headers.get("etag");
  const reads = request.method === "GET" || request.method === "HEAD";
  if (!known || !tag || !reads || response.status !== 200) return response;
  const tags = known.split(",").map((one) => one.trim().replace(/^W\//, ""));
  if (!tags.includes(tag) && !tags.includes("*")) return response;
  return new Response(null, { status: 304, headers: { ETag: tag } });
}

/** 200 with a body, or only those of its fields, and the version of what it shows as its ETag. */
export function ok(body: object, fields?: readonly string[]): Response {
  return Response.json(only(body, fields), { headers: etag(body) });
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
export function created(request: Request, body: { id: string }): Response {
  const location = `${urlOf(request).pathname.replace(/\/$/, "")}/${body.id}`;
  return Response.json(body, {
    status: 201,
    headers: { ...etag(body), Location: location },
  });
}

/** 204: done, and there is nothing to show. */
export function noContent(): Response {
  return new Response(null, { status: 204 });
}

function etag(body: object): Record<string, string> {
  return "version" in body ? { ETag: `"${String(body.version)}"` } : {};
}
