/** Error codes of the API. `http/problem.ts` maps each to a status. */
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

/** An invalid value: its location, a code for programs, a message for people. */
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
  /** Seconds until the caller may retry. */
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

/** A conditional write that changed no row: the row has another version, or there is none. */
export function versionConflict(row: { version: number } | null) {
  if (row === null) return notFound();
  const { version } = row;
  return new AppError(
    "version_conflict",
    `Somebody changed it: it is at version ${version} now.`,
  );
}

/** The row; throws if there is none, or if a version is given that it does not have. */
export function atVersion<Row extends { version: number }>(
  row: Row | null,
  version: number | undefined,
): Row {
  if (row === null) throw notFound();
  if (version === undefined || version === row.version) return row;
  throw versionConflict(row);
}

/** A row that other rows reference, so that it cannot be deleted. */
export function inUse(by: string[], options: { cause?: unknown } = {}) {
  const message = `It is still in use by ${by.join(" or ") || "other records"}.`;
  const details = [{ code: "in_use", message }];
  return new AppError("conflict", message, details, options);
}

/** A row that cannot be restored, because its parent is deleted. */
export function parentDeleted() {
  return new AppError("conflict", "What it belongs to is deleted as well.");
}

/** Also thrown for rows to which the caller has no access, so that their existence is not disclosed. */
export function notFound() {
  return new AppError("not_found", "There is nothing here.");
}

/** The row; throws if there is none. */
export function orNotFound<Row>(row: Row | null): Row {
  if (row === null) throw notFound();
  return row;
}
