import { z } from "zod";

import { fromDatabase } from "~/server/database-errors";
import { AppError, type Detail, type ErrorCode } from "~/server/errors";
import { log } from "~/server/log";
import { requestIdOf } from "~/server/request";
import { type Answer } from "./responses";

/** The status of each error code; a new code without one does not compile. */
const statuses = {
  malformed: 400,
  invalid_query: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  version_conflict: 412,
  too_large: 413,
  address_too_long: 414,
  unsupported_media_type: 415,
  invalid: 422,
  too_many_requests: 429,
  internal: 500,
  unavailable: 503,
} as const satisfies Record<ErrorCode, number>;

/** The body of an error response (RFC 9457). Those of libraries have more fields. */
export const problemSchema = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    requestId: z.string(),
    errors: z.array(
      z.strictObject({
        pointer: z.string().optional(),
        parameter: z.string().optional(),
        code: z.string(),
        message: z.string(),
      }),
    ),
  })
  .meta({
    id: "Problem",
    examples: [
      {
        type: "about:blank",
        title: "invalid",
        status: 422,
        detail: "The body has values that cannot be accepted.",
        code: "invalid",
        requestId: "5f2b6c1e-8d3a-4f60-9a51-0c7d2e4b8f13",
        errors: [
          { pointer: "/name", code: "too_small", message: "Too short." },
        ],
      },
    ],
  });

/** An error as problem+json (RFC 9457). Only the messages of an AppError reach the caller. */
export function problem(thrown: unknown, request: Request): Answer<object> {
  const error = toAppError(thrown);
  const status = statuses[error.code];
  // Intended errors have no cause; the request log has their status.
  if (status === 500 || (status > 500 && error.cause)) {
    log.error({ err: error.cause ?? error }, error.message);
  }
  const headers: Record<string, string> = {
    "Content-Type": "application/problem+json",
  };
  if (status === 401) headers["WWW-Authenticate"] = "Bearer";
  const retryAfter = error.retryAfter ?? (status === 503 ? 1 : undefined);
  if (retryAfter !== undefined) headers["Retry-After"] = String(retryAfter);
  const body = {
    type: "about:blank",
    title: error.code.replaceAll("_", " "),
    status,
    detail: error.message,
    code: error.code,
    requestId: requestIdOf(request),
    errors: error.details,
  };
  return { status, headers, body };
}

/** An error response of a library's handler as problem+json; the fields that its own client reads are kept. */
export async function toProblem(
  response: Response,
  request: Request,
): Promise<Answer | Response> {
  const { status } = response;
  if (status < 400) return response;
  const content: unknown = await response.json().catch(() => null);
  const code = (Object.keys(statuses) as ErrorCode[]).find(
    (one) => statuses[one] === status,
  );
  const fields = status < 500 ? words.catch({}).parse(content) : {};
  const error = new AppError(
    code ?? (status < 500 ? "malformed" : "internal"),
    fields.message ?? "It was refused.",
  );
  const { headers, body } = problem(error, request);
  return { status, headers, body: { ...body, status, ...fields } };
}

const words = z.object({
  code: z.string().optional(),
  message: z.string().optional(),
});

/** The issues of zod with a body. */
export function invalidBody(error: z.ZodError): AppError {
  return new AppError(
    "invalid",
    "The body has values that cannot be accepted.",
    details(
      error,
      (path) => ({ pointer: pointerTo(path) }),
      () => "Unknown name.",
    ),
  );
}

/** The issues of zod with query or path parameters. */
export function invalidParameters(error: z.ZodError): AppError {
  return new AppError(
    "invalid_query",
    "The address has parameters that cannot be accepted.",
    details(
      error,
      (path) => ({ parameter: String(path[0] ?? "") }),
      ({ message }) => message,
    ),
  );
}

type Path = PropertyKey[];

function details(
  error: z.ZodError,
  place: (path: Path) => Pick<Detail, "pointer" | "parameter">,
  unknown: (issue: z.core.$ZodIssueUnrecognizedKeys) => string,
): Detail[] {
  return error.issues.flatMap((issue) => {
    const { code, message } = issue;
    if (issue.code !== "unrecognized_keys") {
      return [{ ...place(issue.path), code, message }];
    }
    return issue.keys.map((key) => ({
      ...place([...issue.path, key]),
      code,
      message: unknown(issue),
    }));
  });
}

function pointerTo(path: Path): string {
  return path
    .map((part) => String(part).replaceAll("~", "~0").replaceAll("/", "~1"))
    .map((part) => `/${part}`)
    .join("");
}

/** Any error as one of ours. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  return (
    fromDatabase(thrown) ??
    new AppError("internal", "Something went wrong on our side.", [], {
      cause: thrown,
    })
  );
}
