/**
 * What a database may do a moment later, though not now. "conflict": it undid everything, because two
 * transactions were in each other's way. "away": it did not answer, or cut the statement off.
 */
export type Trouble = "conflict" | "away";

/** Prisma's own codes. A conflict in raw SQL has none of its own: P2010 holds the driver's. */
const codes: Readonly<Record<string, Trouble>> = {
  P2034: "conflict",
  P1001: "away",
  P1002: "away",
  P1008: "away",
  P1017: "away",
  P2024: "away",
  P2028: "away",
};

/** Codes of drivers: SQLSTATEs by how they begin, SQLite's and Node's by their names. */
const drivers: readonly (readonly [RegExp, Trouble])[] = [
  [/^(40001|40P01|SQLITE_BUSY)/, "conflict"],
  // Connections, resources, shutdown, and what took too long or waited too long for a lock.
  [/^(08...|53...|57P0.|57014|55P03)$/, "away"],
  [/^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)$/, "away"],
];

/** What Prisma's adapters call it, where the driver has no code. */
const kinds: Readonly<Record<string, Trouble>> = {
  TransactionWriteConflict: "conflict",
  ConnectionClosed: "away",
  DatabaseNotReachable: "away",
  SocketTimeout: "away",
  TooManyConnections: "away",
};

/** What pg says without a code. */
const messages =
  /^(timeout exceeded when trying to connect|Connection terminated|Client (was closed|has encountered a connection error) and is not queryable)/;

/** Which trouble an error tells of, its causes included; null where it is none of the database's. */
export function troubleOf(error: unknown): Trouble | null {
  for (const one of causes(error)) {
    for (const word of [one.code, one.originalCode, one.kind]) {
      if (typeof word !== "string") continue;
      const driver = drivers.find(([pattern]) => pattern.test(word));
      const trouble = codes[word] ?? kinds[word] ?? driver?.[1];
      if (trouble) return trouble;
    }
    if (typeof one.message === "string" && messages.test(one.message)) {
      return "away";
    }
  }
  return null;
}

type Told = Record<string, unknown>;

/** The error, and what it says was behind it: Prisma keeps the driver's own error in `meta`. */
function* causes(error: unknown, depth = 0): Generator<Told> {
  if (typeof error !== "object" || error === null || depth > 5) return;
  const told = error as Told & { meta?: { driverAdapterError?: unknown } };
  yield told;
  yield* causes(told.meta?.driverAdapterError, depth + 1);
  yield* causes(told.cause, depth + 1);
}
