import { setTimeout as sleep } from "node:timers/promises";

/**
 * An error that may not occur when the work is repeated. "conflict": the database rolled back, because of
 * another transaction. "away": it is unreachable or overloaded, or the statement timed out.
 */
export type TransientErrorKind = "conflict" | "away";

/** Prisma's error codes. A conflict in raw SQL is P2010, with the driver's code in `meta`. */
const codes: Readonly<Record<string, TransientErrorKind>> = {
  P2034: "conflict",
  P1001: "away",
  P1002: "away",
  P1008: "away",
  P1017: "away",
  P2024: "away",
  P2028: "away",
};

/** Codes of drivers: SQLSTATE prefixes, and the names of SQLite's and Node's errors. */
const drivers: readonly (readonly [RegExp, TransientErrorKind])[] = [
  [/^(40001|40P01|SQLITE_BUSY)/, "conflict"],
  // Connection failures, exhausted resources, shutdown, statement and lock timeouts.
  [/^(08...|53...|57P0.|57014|55P03)$/, "away"],
  [/^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)$/, "away"],
];

/** Kinds of errors of Prisma's driver adapters, for drivers without codes. */
const kinds: Readonly<Record<string, TransientErrorKind>> = {
  TransactionWriteConflict: "conflict",
  ConnectionClosed: "away",
  DatabaseNotReachable: "away",
  SocketTimeout: "away",
  TooManyConnections: "away",
};

/** Messages of pg that have no code. */
const messages =
  /^(timeout exceeded when trying to connect|Connection terminated|Client (was closed|has encountered a connection error) and is not queryable)/;

/** The kind of a transient database error, its causes included; null for any other error. */
export function transientErrorKind(error: unknown): TransientErrorKind | null {
  for (const one of causes(error)) {
    for (const name of [one.code, one.originalCode, one.kind]) {
      if (typeof name !== "string") continue;
      const driver = drivers.find(([pattern]) => pattern.test(name));
      const kind = codes[name] ?? kinds[name] ?? driver?.[1];
      if (kind) return kind;
    }
    if (typeof one.message === "string" && messages.test(one.message)) {
      return "away";
    }
  }
  return null;
}

type ErrorLike = Record<string, unknown>;

/** The error and its causes; Prisma keeps the driver's own error in `meta`. */
function* causes(error: unknown, depth = 0): Generator<ErrorLike> {
  if (typeof error !== "object" || error === null || depth > 5) return;
  const candidate = error as ErrorLike & {
    meta?: { driverAdapterError?: unknown };
  };
  yield candidate;
  yield* causes(candidate.meta?.driverAdapterError, depth + 1);
  yield* causes(candidate.cause, depth + 1);
}

/** The number of attempts, and the base of the exponential backoff, in milliseconds. */
const TRIES = 5;
const PAUSE = 50;

/**
 * Retries work that the database rolled back because of a conflict with another transaction, with
 * exponential backoff and full jitter, so that competing transactions do not collide again.
 */
export async function withRetries<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (tries === TRIES || transientErrorKind(error) !== "conflict")
        throw error;
      await sleep(Math.random() * PAUSE * 2 ** tries);
    }
  }
}
