/** Everything that can go wrong for a caller. `http/problem.ts` knows the status of each. */
export type ErrorCode =
  | "malformed"
  | "invalid_query"
  | "unauthorized"
  | "forbidden"
  | "not_found"
  | "method_not_allowed"
  | "conflict"
  | "version_conflict"
  | "too_large"
  | "address_too_long"
  | "unsupported_media_type"
  | "invalid"
  | "too_many_requests"
  | "unavailable"
  | "internal";

/** One value that is wrong: where it stands, a code for programs, a sentence for people. */
export type Detail = {
  /** JSON Pointer (RFC 6901) into the body. */
  pointer?: string;
  /** Name of the query or path parameter. */
  parameter?: string;
  code: string;
  message: string;
};

/**
 * The one error class. `message` and `details` are shown to the caller; `cause` is for the log only.
 */
export class AppError extends Error {
  override readonly name = "AppError";
  /** The seconds after which it is worth another try. */
  readonly retryAfter: number | undefined;

  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: Detail[] = [],
    options: { cause?: unknown; retryAfter?: number } = {},
  ) {
    super(message, options);
    this.retryAfter = options.retryAfter;
  }
}

export function unauthorized() {
  return new AppError("unauthorized", "Sign in to do this.");
}

export function forbidden() {
  return new AppError("forbidden", "You may not do this.");
}

/** A change to a version that somebody else has changed already. */
export function versionConflict(version: number) {
  return new AppError(
    "version_conflict",
    `Somebody changed it: it is at version ${version} now.`,
  );
}

/** Refuses a change to a version that is not the current one; without a version, any will do. */
export function assertVersion(version: number | undefined, current: number) {
  if (version !== undefined && version !== current) {
    throw versionConflict(current);
  }
}

/** A row that others point to, and that they keep. */
export function inUse(...by: string[]) {
  const them = by.join(" or ") || "other records";
  return new AppError("conflict", `It is still in use by ${them}.`);
}

/** A deleted row that belongs to another deleted one. */
export function parentDeleted() {
  return new AppError("conflict", "What it belongs to is deleted as well.");
}

/** Also the answer to a row that exists but is not the caller's: it tells nothing about it. */
export function notFound() {
  return new AppError("not_found", "There is nothing here.");
}
