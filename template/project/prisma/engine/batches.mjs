// One UPDATE of many rows, in batches: each is committed by itself, so that no row is locked for longer than that, and
// whoever is interrupted has kept what was done. To every other tool the line that asks for it is a comment.
import { EngineError } from "./adapters.mjs";

const line =
  /^[ \t]*-- t3gen: in batches of (?<size>[1-9]\d{0,8}) by (?<keys>"(?:[^"]|"")+"(?:, ?"(?:[^"]|"")+")*)[ \t]*$/m;
const update =
  /^(?:\s*--[^\n]*\n)*\s*UPDATE\s+(?<table>(?:"(?:[^"]|"")+"\.)?"(?:[^"]|"")+")\s[^;]*\sWHERE\s[^;]*;?\s*$/i;
const text = /'(?:[^']|'')*'/g;

/**
 * @typedef {import("./adapters.mjs").Adapter} Adapter
 * @typedef {{ table: string, keys: string[], size: number, part: (range: string) => string }} Batches
 */

/**
 * Reads a script that asks for batches.
 *
 * @param {string} script
 * @returns {Batches | undefined} nothing where it does not
 */
export function batchesOf(script) {
  const asked = line.exec(script)?.groups;
  if (!asked) return undefined;
  const table = update.exec(script.replace(text, "''"))?.groups?.table;
  if (!table)
    throw new EngineError(
      "P3018",
      'Batches need a script that is one statement: UPDATE "Table" SET ... WHERE ...',
    );
  return {
    table,
    keys: /** @type {string} */ (asked.keys).split(/, ?(?=")/),
    size: Number(asked.size),
    part: (range) => script.replace(line, () => `AND ${range}`),
  };
}

/**
 * Updates batch after batch, in the order of the key.
 *
 * @param {Adapter} adapter
 * @param {Batches} batches
 * @param {(done: number, all: number) => void} tell
 */
export async function inBatches(adapter, { table, keys, size, part }, tell) {
  const isSqlite = adapter.provider === "sqlite";
  const key = `(${keys.join(", ")})`;
  // Written by the database itself, which knows how it writes bytes and numbers so that they come back as they were.
  const literals = keys
    .map((it) => (isSqlite ? `quote(${it})` : `quote_literal(${it}::text)`))
    // With other names: ORDER BY would take the texts for the columns.
    .map((it, index) => `${it} AS key_${String(index)}`)
    .join(", ");
  const counts = ["*", ...keys].map((it) => `CAST(count(${it}) AS text)`);
  const [all, ...filled] =
    (await ask(adapter, `SELECT ${counts.join(", ")} FROM ${table}`)) ?? [];
  if (filled.some((it) => it !== all))
    throw new EngineError("P3018", "Batches need a key that every row has.");
  let after = "";
  for (let done = 0; ; done += size) {
    const last = await ask(
      adapter,
      `SELECT ${literals} FROM ${table}${after && ` WHERE ${after}`} ORDER BY ${keys.join(", ")} LIMIT 1 OFFSET ${String(size - 1)}`,
    );
    const until = last && `(${last.join(", ")})`;
    // The last batch is open at its end: rows may have come meanwhile.
    const range = [after, until && `${key} <= ${until}`].filter(Boolean);
    await adapter.executeScript(part(range.join(" AND ") || "TRUE"));
    if (!until) return;
    tell(done + size, Math.max(Number(all), done + size));
    after = `${key} > ${until}`;
  }
}

/**
 * @param {Adapter} adapter
 * @param {string} sql
 * @returns {Promise<unknown[] | undefined>} the first row
 */
async function ask(adapter, sql) {
  return (await adapter.queryRaw({ sql, args: [], argTypes: [] })).rows[0];
}
