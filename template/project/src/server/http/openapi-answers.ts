import { STATUS_CODES } from "node:http";

import { type Json } from "./json-schema";

const text = { type: "string" };
const detail = { pointer: text, parameter: text, code: text, message: text };

/** The body of an error response (RFC 9457). */
export const problemSchema = {
  ...objectOf({
    ...{ type: text, title: text, status: { type: "integer" }, detail: text },
    ...{ code: text, requestId: text },
    errors: { type: "array", items: objectOf(detail, ["code", "message"]) },
  }),
  examples: [
    {
      ...{ type: "about:blank", title: "invalid", status: 422 },
      detail: "The body has values that cannot be accepted.",
      code: "invalid",
      requestId: "5f2b6c1e-8d3a-4f60-9a51-0c7d2e4b8f13",
      errors: [{ pointer: "/name", code: "too_small", message: "Too short." }],
    },
  ],
};

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
const headersOf: Record<number, Json> = {
  401: header("WWW-Authenticate", "The accepted schemes."),
  429: retryAfter,
  503: retryAfter,
};

const statuses = [
  ...[400, 401, 403, 404, 409, 412, 413, 414, 415, 422, 429, 431, 500, 503],
];

function nameOf(status: number): string {
  return (STATUS_CODES[status] ?? "").replace(/\W/g, "");
}

/** The error responses, as components of the document. */
export function refusalComponents(): Json {
  const schema = { $ref: "#/components/schemas/Problem" };
  const content = { "application/problem+json": { schema } };
  return Object.fromEntries(
    statuses.map((status) => {
      const headers = { ...commonHeaders, ...headersOf[status] };
      const description = STATUS_CODES[status];
      return [nameOf(status), { description, headers, content }];
    }),
  );
}

/** References to the error responses with these statuses. */
export function refusalsOf(statuses: number[]): Json {
  return Object.fromEntries(
    statuses.map((status) => {
      const $ref = `#/components/responses/${nameOf(status)}`;
      return [status, { $ref }];
    }),
  );
}
