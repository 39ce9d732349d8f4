// Atomic migrations, with a mark in Prisma's own table: it tells a run that was interrupted between the script and
// its record from a script that has failed, so that the next run can continue.
import { quoted } from "./adapters.mjs";
import { withLock } from "./advisory-lock.mjs";
import { batchesOf, inBatches } from "./batches.mjs";
import { inTransaction } from "./sqlite-transaction.mjs";

const begun = "t3gen: begun";
const done = "t3gen: done";
const undone = "t3gen: undone\n";

const table = "_prisma_migrations";
const unfinished = `"finished_at" IS NULL AND "rolled_back_at" IS NULL`;
const completed = `"finished_at" IS NOT NULL AND "rolled_back_at" IS NULL`;

/** The statement by which the engine records the start of a migration; the mark is added to its row. */
const start =
  /^(INSERT INTO \S*_prisma_migrations\S* \()(\W?id\W+checksum\W+started_at\W+migration_name\W? ?\) VALUES \()/;

/** Statements that begin or end a transaction, or cannot run in one. */
const alone =
  /(?:^|;)\s*(?:BEGIN|START\s+TRANSACTION|COMMIT|ROLLBACK|SAVEPOINT|VACUUM|ATTACH|DETACH)\b|\bCONCURRENTLY\b|\bjournal_mode\b/i;
const quotedOrComment =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(\w*)\$.*?\$\1\$|--[^\n]*|\/\*.*?\*\//gs;
const index =
  /^\s*(CREATE\s+(?:UNIQUE\s+)?|DROP\s+)INDEX\s+CONCURRENTLY\s+(?:IF\s+(?:NOT\s+)?EXISTS\s+)?"((?:[^"]|"")+)"/i;

/**
 * @typedef {import("./adapters.mjs").Adapter} Adapter
 * @typedef {{ isSqlite: boolean, schema: string }} Place
 * @typedef {{ name: string, script: string }} Migration
 */

/** @param {Adapter} adapter */
function placeOf(adapter) {
  return {
    isSqlite: adapter.provider === "sqlite",
    schema: adapter.getConnectionInfo?.().schemaName ?? "public",
  };
}

/**
 * Makes an adapter run scripts of migrations in transactions; the engine's own statements are unchanged.
 *
 * @param {Adapter} adapter
 * @param {(content: string) => void} print
 */
export function withAtomicScripts(adapter, print) {
  if (adapter.provider !== "sqlite") withLock(adapter, print);
  const run = adapter.executeScript.bind(adapter);
  const query = adapter.queryRaw.bind(adapter);
  adapter.migrations = new Set();
  adapter.queryRaw = (it) =>
    query({ ...it, sql: it.sql.replace(start, `$1logs, $2'${begun}', `) });
  adapter.executeScript = (script) =>
    adapter.migrations?.has(script)
      ? migrate(adapter, run, script, print)
      : run(script);
  return adapter;
}

/**
 * @param {Adapter} adapter
 * @param {(script: string) => Promise<void>} run
 * @param {string} script
 * @param {(content: string) => void} print
 */
async function migrate(adapter, run, script, print) {
  const place = placeOf(adapter);
  if (!isWhole(script)) return run(script);
  const batches = batchesOf(script);
  if (batches) {
    await inBatches(adapter, batches, (done, all) =>
      print(`${batches.table}: ${String(done)} of ${String(all)} rows\n`),
    );
    return run(asDone(place));
  }
  if (!place.isSqlite) return run(`${script}\n;\n${asDone(place)}`);
  return inTransaction(adapter, `${script}\n;\n${asDone(place)}`);
}

/**
 * Records the outcome of failed or interrupted migrations; removes the marks of successful ones.
 *
 * @param {Adapter} adapter
 * @param {Migration[]} migrations
 */
export async function recordOutcome(adapter, migrations) {
  const place = placeOf(adapter);
  const rows = await read(adapter, place, `"logs" IS NOT NULL`);
  for (const { name, logs, finished, rolledBack } of rows) {
    const script = migrations.find((it) => it.name === name)?.script;
    if (finished && logs.startsWith("t3gen:")) {
      await change(adapter, place, name, `"logs" = NULL`);
    } else if (!finished && !rolledBack && script && isTransactional(script)) {
      if (logs.startsWith("t3gen:")) continue;
      const note = `${undone}${logs}`.replaceAll("'", "''");
      await change(adapter, place, name, `"logs" = '${note}'`);
    }
  }
}

/**
 * Prepares a database to continue after an interruption, or a failure that was rolled back.
 *
 * @param {Adapter} adapter
 * @param {Migration[]} migrations
 * @param {{ dryRun?: boolean }} options with `dryRun` nothing is written
 * @returns {Promise<{ finished: string[], again: string[] }>} migrations that are applied, and those that can be applied again
 */
export async function resume(adapter, migrations, { dryRun = false } = {}) {
  const place = placeOf(adapter);
  // What another run is at would look like what was interrupted.
  if (!dryRun) await adapter.lock?.();
  const now = place.isSqlite
    ? "CAST(unixepoch('subsec') * 1000 AS INTEGER)"
    : "now()";
  /** @type {{ finished: string[], again: string[] }} */
  const found = { finished: [], again: [] };
  for (const { name, logs } of await read(adapter, place, unfinished)) {
    const script = migrations.find((it) => it.name === name)?.script;
    if (!script || !logs.startsWith("t3gen:")) continue;
    const isApplied = isWhole(script)
      ? logs === done
      : await indexIsDone(adapter, place, script, dryRun);
    if (isApplied === undefined) continue;
    found[isApplied ? "finished" : "again"].push(name);
    if (dryRun) continue;
    const assignments = isApplied
      ? `"finished_at" = ${now}, "applied_steps_count" = 1, "logs" = NULL`
      : `"rolled_back_at" = ${now}`;
    // Unless it has gone on since it was read.
    const still = `"logs" = '${logs.replaceAll("'", "''")}'`;
    await change(adapter, place, name, assignments, still);
  }
  return found;
}

/**
 * The applied migrations of a database, in order.
 *
 * @param {Adapter} adapter
 */
export async function applied(adapter) {
  const place = placeOf(adapter);
  const rows = await read(adapter, place, completed);
  return rows.map(({ name }) => name);
}

/**
 * Whether an index that is built or dropped outside of a transaction is; an invalid one is dropped.
 *
 * @param {Adapter} adapter
 * @param {Place} place
 * @param {string} script
 * @param {boolean} dryRun
 * @returns {Promise<boolean | undefined>} undefined for other scripts
 */
async function indexIsDone(adapter, place, script, dryRun) {
  const [, verb, name] = index.exec(withoutComments(script)) ?? [];
  if (place.isSqlite || !verb || !name) return undefined;
  const isNamed = `c.relname = '${name.replaceAll('""', '"').replaceAll("'", "''")}' AND n.nspname = '${place.schema}'`;
  const { rows } = await adapter.queryRaw({
    sql: `SELECT i.indisvalid FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${isNamed}`,
    args: [],
    argTypes: [],
  });
  const isThere = rows.length > 0;
  if (/^DROP/i.test(verb)) return !isThere;
  if (isThere && !rows[0]?.[0]) {
    if (dryRun) return false;
    await adapter.executeScript(
      `DROP INDEX CONCURRENTLY ${quoted(place.schema)}."${name}"`,
    );
    return false;
  }
  return isThere;
}

/**
 * Whether a failed script was rolled back as a whole, and so can be applied again.
 *
 * @param {string} script
 */
export function isTransactional(script) {
  return isWhole(script) || index.test(withoutComments(script));
}

/** @param {string} script */
function withoutComments(script) {
  return script.replace(/^\s*--[^\n]*\n/gm, "");
}

/** @param {string} script */
function isWhole(script) {
  return !alone.test(script.replace(quotedOrComment, " "));
}

/** @param {Place} place */
function asDone(place) {
  return `UPDATE ${tableOf(place)} SET "logs" = '${done}' WHERE ${unfinished}`;
}

/** @param {Place} place */
function tableOf(place) {
  return place.isSqlite
    ? quoted(table)
    : `${quoted(place.schema)}.${quoted(table)}`;
}

/**
 * @param {Adapter} adapter
 * @param {Place} place
 * @param {string} name
 * @param {string} assignments
 * @param {string} [condition]
 */
function change(adapter, place, name, assignments, condition = "1 = 1") {
  return adapter.executeScript(
    `UPDATE ${tableOf(place)} SET ${assignments} WHERE "migration_name" = '${name.replaceAll("'", "''")}' AND "rolled_back_at" IS NULL AND ${condition}`,
  );
}

/**
 * @param {Adapter} adapter
 * @param {Place} place
 * @param {string} condition
 */
async function read(adapter, place, condition) {
  const columns = `"migration_name", COALESCE("logs", ''), CASE WHEN "finished_at" IS NULL THEN 0 ELSE 1 END, CASE WHEN "rolled_back_at" IS NULL THEN 0 ELSE 1 END`;
  // Prisma's own engine writes times to SQLite in another form than the driver does.
  const order = place.isSqlite
    ? "rowid"
    : `"started_at", "finished_at", "migration_name"`;
  const { rows } = await adapter.queryRaw({
    sql: `SELECT ${columns} FROM ${tableOf(place)} WHERE ${condition} ORDER BY ${order}`,
    args: [],
    argTypes: [],
  });
  return rows.map(([name, logs, finished, rolledBack]) => ({
    name: String(name),
    logs: String(logs),
    finished: Number(finished) === 1,
    rolledBack: Number(rolledBack) === 1,
  }));
}
