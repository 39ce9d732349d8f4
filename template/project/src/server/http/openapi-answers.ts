import { type Detail, type ErrorCode } from "~/server/errors";
import { type Json } from "./json-schema";

/** The error responses by status: name, description, and an example code with its details. */
const refusals: Record<number, [string, string, ErrorCode?, ...Detail[]]> = {
  400: [
    "BadRequest",
    "The URL or the body is malformed.",
    "invalid_query",
    { parameter: "limit", code: "too_big", message: "At most 100." },
  ],
  401: ["Unauthorized", "Authentication is required.", "unauthorized"],
  403: ["Forbidden", "The caller has no access.", "forbidden"],
  404: ["NotFound", "The caller can see no such resource.", "not_found"],
  409: [
    "Conflict",
    "The request conflicts with the state of the resource.",
    "conflict",
    { pointer: "/name", code: "already_taken", message: "It is taken." },
  ],
  412: ["PreconditionFailed", "It has another version.", "version_conflict"],
  413: ["ContentTooLarge", "The body is too large.", "too_large"],
  414: ["AddressTooLong", "The URL is too long.", "address_too_long"],
  415: [
    "UnsupportedMediaType",
    "The media type is not supported.",
    "unsupported_media_type",
  ],
  422: [
    "UnprocessableContent",
    "The body has invalid values.",
    "invalid",
    { pointer: "/name", code: "too_small", message: "It is too short." },
  ],
  429: ["TooManyRequests", "The rate limit is exceeded.", "too_many_requests"],
  431: ["HeadersTooLong", "The headers, URL included, are too long."],
  500: ["InternalServerError", "An internal error.", "internal"],
  503: ["ServiceUnavailable", "Try again later.", "unavailable"],
};

const text = { type: "string" };
const detail = { pointer: text, parameter: text, code: text, message: text };

/** The body of an error response (RFC 9457). */
export const problemSchema = objectOf({
  ...{ type: text, title: text, status: { type: "integer" }, detail: text },
  ...{ code: text, requestId: text },
  errors: { type: "array", items: objectOf(detail, ["code", "message"]) },
});

function objectOf(properties: Json, required = Object.keys(properties)): Json {
  return { type: "object", required, properties };
}

export function header(name: string, description: string): Json {
  return { [name]: { description, schema: text } };
}

/** The headers of all responses. */
export const commonHeaders = {
  ...header("X-Request-Id", "Identifies the request in the log."),
  ...header("RateLimit", "The remaining calls of this caller."),
  ...header("RateLimit-Policy", "The allowed calls, and their window."),
};

const retryAfter = header("Retry-After", "How many seconds to wait.");
const headersOf: Record<string, Json> = {
  401: header("WWW-Authenticate", "The accepted schemes."),
  429: retryAfter,
  503: retryAfter,
};

/** The error responses, as components of the document. */
export function refusalComponents(): Json {
  const schema = { $ref: "#/components/schemas/Problem" };
  return Object.fromEntries(
    Object.entries(refusals).map(
      ([status, [name, description, code, ...errors]]) => {
        const example = code && {
          type: "about:blank",
          title: code.replaceAll("_", " "),
          ...{ status: Number(status), detail: description, code },
          requestId: "5f2b6c1e-8d3a-4f60-9a51-0c7d2e4b8f13",
          errors,
        };
        const content = {
          "application/problem+json": { schema, ...(example && { example }) },
        };
        const headers = { ...commonHeaders, ...headersOf[status] };
        return [name, { description, headers, content }];
      },
    ),
  );
}

/** References to the error responses with these statuses. */
export function refusalsOf(statuses: number[]): Json {
  return Object.fromEntries(
    statuses.map((status) => [
      status,
      { $ref: `#/components/responses/${refusals[status]?.[0]}` },
    ]),
  );
}
