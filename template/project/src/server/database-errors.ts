import { foreignKeys, uniques, type ForeignKey } from "~/server/constraints";
import { Prisma } from "~/server/db";
import { AppError, inUse, notFound, type Detail } from "~/server/errors";
import { transientErrorKind } from "~/server/retry";

type KnownError = Prisma.PrismaClientKnownRequestError;

/**
 * The violated constraint as the driver reports it, which Prisma 7 passes on unchanged: PostgreSQL names the
 * constraint, SQLite the columns of a unique one, and nothing at all of a foreign key.
 */
type BrokenConstraint = { index?: string; fields?: string[] };

/** The API error for a database error; null if it is internal. */
export function fromDatabase(thrown: unknown): AppError | null {
  const options = { cause: thrown };
  if (transientErrorKind(thrown)) {
    const message = "The database is busy. Try again.";
    return new AppError("unavailable", message, [], options);
  }
  if (!(thrown instanceof Prisma.PrismaClientKnownRequestError)) return null;
  switch (thrown.code) {
    case "P2002":
      return alreadyTaken(thrown);
    case "P2003":
      return isDeletion(thrown)
        ? stillReferenced(thrown)
        : danglingReference(thrown);
    case "P2025":
      return notFound();
    case "P2020":
      return new AppError("invalid", "A number is out of range.", [], options);
    default:
      return null;
  }
}

/**
 * The API error for a database error of nested rows, which points to the field of the body that holds them;
 * `fields` has that field by model. Any other error is returned unchanged.
 */
export function fromNested(
  thrown: unknown,
  fields: Readonly<Record<string, string>>,
): unknown {
  if (!(thrown instanceof Prisma.PrismaClientKnownRequestError)) return thrown;
  const field = fields[modelOf(thrown)];
  const error = field === undefined ? null : fromDatabase(thrown);
  if (!error) return thrown;
  const { code, message, cause } = error;
  const [detail] = error.details;
  const details = detail ? [{ ...detail, pointer: `/${field}` }] : [];
  return new AppError(code, message, details, { cause });
}

/** A unique constraint violation. */
function alreadyTaken(cause: KnownError): AppError {
  const broken = brokenConstraint(cause);
  const index = broken.index ?? nameOf(cause, broken.fields ?? []);
  const fields = uniques[index] ?? broken.fields ?? [];
  const verb = fields.length > 1 ? "are" : "is";
  const message = `${fields.join(" and ") || "A value"} ${verb} already taken.`;
  const details = fields.map((field): Detail => {
    return { pointer: `/${field}`, code: "already_taken", message };
  });
  return new AppError("conflict", message, details, { cause });
}

/** The name of the constraint on PostgreSQL, which truncates names to 63 bytes. */
function nameOf(cause: KnownError, columns: string[]): string {
  const name = [modelOf(cause), ...columns].join("_");
  return `${name.slice(0, 59)}_key`;
}

/** Whether a foreign key prevented a deletion. Drivers do not say so, but the message names the method. */
function isDeletion({ message }: KnownError): boolean {
  return /\.delete(Many)?\(\)` invocation/.test(message);
}

/** A row that cannot be deleted, because others reference it. */
function stillReferenced(cause: KnownError): AppError {
  const keys = candidateKeys(
    cause,
    ({ target, keeps }) => keeps && target === modelOf(cause),
  );
  return inUse(
    keys.map(({ label }) => label),
    { cause },
  );
}

/** A foreign key to a row that does not exist. */
function danglingReference(cause: KnownError): AppError {
  const keys = candidateKeys(cause, ({ model }) => model === modelOf(cause));
  const message = "A record that this one refers to does not exist.";
  const details = keys.map(({ field }): Detail => {
    return { pointer: `/${field}`, code: "not_found", message };
  });
  return new AppError("conflict", message, details, { cause });
}

/** The foreign key that the driver names, or all candidates. */
function candidateKeys(
  cause: KnownError,
  fits: (key: ForeignKey) => boolean,
): ForeignKey[] {
  const named = foreignKeys[brokenConstraint(cause).index ?? ""];
  return named ? [named] : Object.values(foreignKeys).filter(fits);
}

function brokenConstraint(error: KnownError): BrokenConstraint {
  const adapter = error.meta?.driverAdapterError as
    { cause?: { constraint?: BrokenConstraint } } | undefined;
  return adapter?.cause?.constraint ?? {};
}

function modelOf(error: KnownError): string {
  return String(error.meta?.modelName);
}
