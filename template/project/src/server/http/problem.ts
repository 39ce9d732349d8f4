import { z } from "zod";

import { AppError, type Detail, type ErrorCode } from "~/server/errors";
import { log } from "~/server/log";
import { fromDatabase } from "./database-errors";
import { requestIdOf } from "./request-id";
import { type Answer } from "./responses";

/** The one table of statuses: a new code without one does not compile. */
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

/** Whatever was thrown, as problem+json (RFC 9457). Only an AppError's own words reach the caller. */
export function problem(thrown: unknown, request: Request): Answer {
  const error = toAppError(thrown, request.method);
  const status = statuses[error.code];
  // What is refused on purpose has no cause, and is in the log as a request.
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

/** Whatever a handler that is not ours refuses, in our words; those that its own client reads stay. */
export async function asProblem(
  response: Response,
  request: Request,
): Promise<Answer | Response> {
  const { status } = response;
  if (status < 400) return response;
  const said: unknown = await response.json().catch(() => null);
  const code = (Object.keys(statuses) as ErrorCode[]).find(
    (one) => statuses[one] === status,
  );
  const told = status < 500 ? words.catch({}).parse(said) : {};
  const error = new AppError(
    code ?? (status < 500 ? "malformed" : "internal"),
    told.message ?? "It was refused.",
  );
  const { headers, body } = problem(error, request);
  return { status, headers, body: { ...body, status, ...told } };
}

const words = z.object({
  code: z.string().optional(),
  message: z.string().optional(),
});

/** zod's complaints about a body: where each value stands, and what is wrong with it. */
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

/** zod's complaints about query or path parameters. */
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

function toAppError(thrown: unknown, method: string): AppError {
  if (thrown instanceof AppError) return thrown;
  return (
    fromDatabase(thrown, method) ??
    new AppError("internal", "Something went wrong on our side.", [], {
      cause: thrown,
    })
  );
}
