import { foreignKeys, uniques, type ForeignKey } from "~/server/constraints";
import { Prisma } from "~/server/db";
import { AppError, notFound, type Detail } from "~/server/errors";
import { troubleOf } from "~/server/trouble";

type KnownError = Prisma.PrismaClientKnownRequestError;

/**
 * What a driver says of a broken constraint. Prisma 7 passes it on as it comes: PostgreSQL names the
 * constraint, SQLite the columns of a unique one, and nothing at all of a foreign key.
 */
type BrokenConstraint = { index?: string; fields?: string[] };

/** The database's refusal in the words of the API, or null where it is none of the caller's business. */
export function fromDatabase(thrown: unknown, method: string): AppError | null {
  const options = { cause: thrown };
  if (troubleOf(thrown)) {
    const message = "The database is busy. Try again.";
    return new AppError("unavailable", message, [], options);
  }
  if (!(thrown instanceof Prisma.PrismaClientKnownRequestError)) return null;
  switch (thrown.code) {
    case "P2002":
      return taken(thrown);
    case "P2003":
      return method === "DELETE" || placeOf(thrown).startsWith("/delete/")
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

/** A unique value that another row has. */
function taken(cause: KnownError): AppError {
  const broken = brokenConstraint(cause);
  const index = broken.index ?? nameOf(cause, broken.fields ?? []);
  const fields = uniques[index] ?? broken.fields ?? [];
  const verb = fields.length > 1 ? "are" : "is";
  const message = `${fields.join(" and ") || "A value"} ${verb} already taken.`;
  const within = cause.meta?.within;
  const places = typeof within === "string" ? [within] : fields;
  const details = places.map((place): Detail => {
    const pointer = `${placeOf(cause)}/${place}`;
    return { pointer, code: "already_taken", message };
  });
  return new AppError("conflict", message, details, { cause });
}

/** What PostgreSQL would call the constraint, of whose name it keeps 63 letters. */
function nameOf(cause: KnownError, columns: string[]): string {
  const name = [modelOf(cause), ...columns].join("_");
  return `${name.slice(0, 59)}_key`;
}

/** A row that others point to, and that their keys keep. */
function stillReferenced(cause: KnownError): AppError {
  const labels = suspects(
    cause,
    ({ target, keeps }) => keeps && target === modelOf(cause),
  );
  const by = labels.map(({ label }) => label).join(" or ") || "other records";
  const message = `It is still in use by ${by}.`;
  const pointer = placeOf(cause);
  const details = pointer ? [{ pointer, code: "in_use", message }] : [];
  return new AppError("conflict", message, details, { cause });
}

/** A row that points to one that is gone. */
function danglingReference(cause: KnownError): AppError {
  const keys = suspects(cause, ({ model }) => model === modelOf(cause));
  const message = "A record that this one refers to does not exist.";
  const details = keys.map(({ field }): Detail => {
    const pointer = `${placeOf(cause)}/${field}`;
    return { pointer, code: "not_found", message };
  });
  return new AppError("conflict", message, details, { cause });
}

/** The foreign key that the driver names, or all that it may have been. */
function suspects(
  cause: KnownError,
  fits: (key: ForeignKey) => boolean,
): ForeignKey[] {
  const named = foreignKeys[brokenConstraint(cause).index ?? ""];
  return named ? [named] : Object.values(foreignKeys).filter(fits);
}

/** Where it stands in a body of many. */
function placeOf({ meta }: KnownError): string {
  return typeof meta?.at === "string" ? meta.at : "";
}

function brokenConstraint(error: KnownError): BrokenConstraint {
  const adapter = error.meta?.driverAdapterError as
    { cause?: { constraint?: BrokenConstraint } } | undefined;
  return adapter?.cause?.constraint ?? {};
}

function modelOf(error: KnownError): unknown {
  return error.meta?.modelName;
}
