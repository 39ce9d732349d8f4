// One transaction of SQLite, on the driver itself: Prisma's adapter for scripts rolls back what a script leaves open.
import { quoted } from "./adapters.mjs";
import { requirePackage } from "./packages.mjs";
import { statementEnds, excerpt } from "./scripts.mjs";
import { aboutFile } from "./sqlite-errors.mjs";

const libsql = "@prisma/adapter-libsql";

/** So many rows are named in an error. */
const named = 3;

/**
 * @typedef {import("./adapters.mjs").Adapter} Adapter
 * @typedef {Record<string, unknown>} Row
 * @typedef {{
 *   execute: (sql: string) => Promise<{ rows: Row[] }>,
 *   executeMultiple: (script: string) => Promise<void>,
 *   commit: () => Promise<void>,
 *   close: () => void,
 * }} Transaction
 */

/**
 * Runs a script: all of it, or nothing. Where it switches foreign keys off, to make a table again, they are looked at
 * before the end, for nobody would do it later.
 *
 * @param {Adapter} adapter
 * @param {string} script
 */
export async function inTransaction(adapter, script) {
  const { client } = adapter;
  if (!client) throw new Error("the adapter has no client of libsql");
  // SQLite ignores this pragma within a transaction, where the script has it.
  const isUnbound = /PRAGMA\s+foreign_keys\s*=\s*OFF/i.test(script);
  try {
    if (isUnbound) await client.execute("PRAGMA foreign_keys=OFF");
    await run(await client.transaction("write"), script, isUnbound);
  } catch (error) {
    throw (
      aboutFile(error, adapter.url ?? "") ??
      withCause(adapter, /** @type {any} */ (error))
    );
  }
}

/**
 * @param {Transaction} transaction
 * @param {string} script
 * @param {boolean} isUnbound
 */
async function run(transaction, script, isUnbound) {
  try {
    const before = isUnbound ? await dangling(transaction) : [];
    await inTurn(transaction, script);
    if (isUnbound) await refuseMore(transaction, before);
    await transaction.commit();
  } finally {
    transaction.close();
  }
}

/**
 * Runs statement after statement, to name the one that fails. What ends at a semicolon need not be a statement: a trigger
 * has some in it, and SQLite tells.
 *
 * @param {Transaction} transaction
 * @param {string} script
 */
async function inTurn(transaction, script) {
  let start = 0;
  for (const end of statementEnds(script)) {
    const part = script.slice(start, end);
    try {
      await transaction.executeMultiple(part);
    } catch (error) {
      const { message, rawCode } = /** @type {any} */ (error);
      if (/incomplete input/.test(message) && end < script.length) continue;
      const line = script.slice(0, start).split("\n").length;
      const words = `${message}\n\nPosition:\n${excerpt(part, line)}`;
      throw Object.assign(new Error(words), { rawCode });
    }
    start = end;
  }
}

/**
 * The rows whose foreign key points to no row.
 *
 * @param {Transaction} transaction
 */
async function dangling(transaction) {
  const columns = `"table" AS "from", "rowid" AS "row", "parent" AS "to"`;
  const { rows } = await transaction.execute(
    `SELECT ${columns} FROM pragma_foreign_key_check`,
  );
  return rows.map(({ from, row, to }) => ({
    from: String(from),
    row,
    to: String(to),
  }));
}

/**
 * Fails when more rows point to nothing than did before.
 *
 * @param {Transaction} transaction
 * @param {Awaited<ReturnType<typeof dangling>>} before
 */
async function refuseMore(transaction, before) {
  const after = await dangling(transaction);
  for (const { from, to } of after) {
    /** @param {typeof after[number]} one */
    const isAlike = (one) => one.from === from && one.to === to;
    const found = after.filter(isAlike);
    if (found.length <= before.filter(isAlike).length) continue;
    const keys = [];
    for (const { row } of found.slice(0, named))
      keys.push(await keyOf(transaction, from, row));
    const more = found.length > named ? ", ..." : "";
    throw Object.assign(
      new Error(
        `FOREIGN KEY constraint failed: ${String(found.length)} of the rows in "${from}" point to no row of "${to}": ${keys.join(", ")}${more}`,
      ),
      { rawCode: foreignKeyFailure },
    );
  }
}

/** SQLITE_CONSTRAINT_FOREIGNKEY */
const foreignKeyFailure = 787;

/**
 * A row as its primary key names it.
 *
 * @param {Transaction} transaction
 * @param {string} table
 * @param {unknown} row its number; tables without one do not say which row it is
 */
async function keyOf(transaction, table, row) {
  const name = table.replaceAll("'", "''");
  const { rows: keys } = await transaction.execute(
    `SELECT "name" FROM pragma_table_info('${name}') WHERE "pk" > 0`,
  );
  const parts = keys.map(({ name: key }) => quoted(String(key)));
  if (row === null || parts.length === 0) return `row ${String(row)}`;
  const { rows } = await transaction.execute(
    `SELECT ${parts.map((part) => `quote(${part})`).join(` || ' ' || `)} AS "key" FROM ${quoted(table)} WHERE rowid = ${String(row)}`,
  );
  return String(rows[0]?.["key"]);
}

/**
 * A failure of the driver as adapters report theirs; what the engine does not pass on is kept for the message.
 *
 * @param {Adapter} adapter
 * @param {{ message: string, rawCode?: number }} error
 */
function withCause(adapter, { message, rawCode = 1 }) {
  const { DriverAdapterError } = requirePackage(
    "@prisma/driver-adapter-utils",
    libsql,
  );
  const cause = {
    kind: "sqlite",
    extendedCode: rawCode,
    message,
    originalCode: String(rawCode),
    originalMessage: message,
  };
  adapter.lastFailure = cause;
  return new DriverAdapterError(cause);
}
