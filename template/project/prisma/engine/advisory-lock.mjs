// The advisory lock that lets one application of migrations work at a time.
//
// Prisma's engine takes it for its session. Behind a pooler that shares connections between transactions it would stay on
// the pooler's connection when the engine has ended, and stop every application after that. So it belongs to a transaction
// here, on a connection of its own: whatever becomes of that, the lock goes with it.
import { setTimeout as sleep } from "node:timers/promises";
import { EngineError } from "./adapters.mjs";
import { connected, hasOneSession } from "./postgres.mjs";

const key = 72707369;
const request = new RegExp(`pg_advisory_lock\\(${String(key)}\\)`);

/** Milliseconds between two requests. */
const interval = 100;
/** Milliseconds that a pooler has to give the two connections that this takes. */
const sharing = 15_000;
/** Seconds that whoever has the lock may do nothing at all. */
const idle = 10;
/** Seconds to wait; an index of a large table may take its time. */
const longest = 1800;

const holder = `\
SELECT l.pid, a.state = 'idle' AND a.state_change < now() - interval '${String(idle)} seconds' AS idle
  FROM pg_locks l LEFT JOIN pg_stat_activity a ON a.pid = l.pid
  WHERE l.locktype = 'advisory' AND l.classid = 0 AND l.objid = ${String(key)} AND l.granted
    AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())`;

/**
 * @typedef {import("./adapters.mjs").Adapter} Adapter
 * @typedef {import("./postgres.mjs").Client} Client
 */

/**
 * Gives an adapter of PostgreSQL its lock: `adapter.lock` waits for it, the engine's own request does the same, and the
 * end of the adapter is the end of the lock.
 *
 * @param {Adapter} adapter
 * @param {(content: string) => void} print
 */
export function withLock(adapter, print) {
  const { executeRaw, queryRaw, dispose } = adapter;
  /** @type {Client | undefined} */
  let client;
  adapter.lock = async () => {
    client ??= await taken(adapter, print);
  };
  adapter.executeRaw = async (query) => {
    if (!request.test(query.sql)) return executeRaw.call(adapter, query);
    await adapter.lock?.();
    return 0;
  };
  adapter.queryRaw = async (query) => {
    if (!request.test(query.sql)) return queryRaw.call(adapter, query);
    await adapter.lock?.();
    return { columnNames: [], columnTypes: [], rows: [] };
  };
  adapter.dispose = async () => {
    await client?.end();
    await dispose.call(adapter);
  };
}

/**
 * A connection in whose transaction the lock is held; none where there is nothing to lock.
 *
 * @param {Adapter} adapter the connection that the work is done on
 * @param {(content: string) => void} print
 * @returns {Promise<Client | undefined>}
 */
async function taken(adapter, print) {
  if (process.env["PRISMA_SCHEMA_DISABLE_ADVISORY_LOCK"]) return undefined;
  // No other run can be at work there.
  if (hasOneSession(await version(adapter))) return undefined;
  const client = await connected(adapter.url ?? "");
  try {
    await untilFree(client, print);
    await checkSharing(adapter);
    return client;
  } catch (error) {
    await client.end();
    throw error;
  }
}

/**
 * Waits for the lock. Nobody waits within a statement, for which an index that the other one builds concurrently would
 * wait in turn. Whoever waits is told for whom, and for no longer than T3GEN_LOCK_WAIT says, in seconds.
 *
 * @param {Client} client
 * @param {(content: string) => void} print
 */
async function untilFree(client, print) {
  const seconds = Number(process.env["T3GEN_LOCK_WAIT"] ?? longest);
  const deadline = Date.now() + seconds * 1000;
  let told;
  while (!(await isFree(client))) {
    const { pid, idle: isIdle } = (await client.query(holder)).rows[0] ?? {};
    if (isIdle) throw new EngineError("P1002", abandoned(pid));
    if (Date.now() > deadline)
      throw new EngineError(
        "P1002",
        `Process ${String(pid)} of PostgreSQL applies migrations to this database, and has not ended within ${String(seconds)} seconds.`,
      );
    if (pid && pid !== told) {
      print(
        `waiting for process ${String(pid)} of PostgreSQL, which applies migrations to this database\n`,
      );
      told = pid;
    }
    await sleep(interval);
  }
}

/**
 * Takes the lock, if nobody has it.
 *
 * @param {Client} client
 */
async function isFree(client) {
  await client.query(
    "BEGIN; SET LOCAL idle_in_transaction_session_timeout = 0",
  );
  const { rows } = await client.query(
    `SELECT pg_try_advisory_xact_lock(${String(key)}) AS taken`,
  );
  if (!rows[0].taken) await client.query("ROLLBACK");
  return Boolean(rows[0].taken);
}

/** @param {number} pid */
function abandoned(pid) {
  return (
    `Process ${String(pid)} of PostgreSQL holds the lock for migrations, and does nothing. Where another command waits for ` +
    "an answer, end it; a connection that a pooler has kept is ended by: " +
    `SELECT pg_terminate_backend(${String(pid)})`
  );
}

/**
 * Fails where a pooler has but one connection, for the lock has that now, and nothing else could be done.
 *
 * @param {Adapter} adapter
 */
async function checkSharing(adapter) {
  const end = new AbortController();
  const late = sleep(sharing, true, { signal: end.signal }).catch(() => false);
  const answered = version(adapter).then(() => false);
  answered.catch(() => {});
  const isLate = await Promise.race([late, answered]);
  end.abort();
  if (isLate)
    throw new EngineError(
      "P1002",
      "The pooler has no second connection, and migrations need two: let it open more of them, or name the server's own address.",
    );
}

/** @param {Adapter} adapter */
async function version(adapter) {
  const { rows } = await adapter.queryRaw({
    sql: "SELECT version()",
    args: [],
    argTypes: [],
  });
  return String(rows[0]?.[0]);
}
