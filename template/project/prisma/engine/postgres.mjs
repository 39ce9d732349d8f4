// PostgreSQL, by pg.
import { quoted, withScriptFix } from "./adapters.mjs";
import { requirePackage } from "./packages.mjs";

const postgres = "@prisma/adapter-pg";

/**
 * The same PostgreSQL URL for another database of that server.
 *
 * @param {string} url
 * @param {string} name
 */
export function withDatabase(url, name) {
  return url.replace(
    /^(\w+:\/\/[^/?#]*)(\/[^?#]*)?/,
    `$1/${encodeURIComponent(name)}`,
  );
}

/** @param {string} url */
export function schemaOf(url) {
  return /[?&]schema=([^&#]+)/.exec(url)?.[1] ?? "public";
}

/**
 * Runs something on a connection of its own, outside any pool.
 *
 * @template T
 * @param {string} url
 * @param {(client: { query: (sql: string) => Promise<any> }) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withPostgres(url, work) {
  const { Client } = requirePackage("pg", postgres);
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/**
 * @param {string} url
 * @param {() => Promise<unknown>} [afterwards]
 * @returns {Promise<import("./adapters.mjs").Adapter>}
 */
export async function postgresAdapter(url, afterwards) {
  const pg = requirePackage("pg", postgres);
  const { PrismaPg } = requirePackage(postgres);
  const { DriverAdapterError } = requirePackage(
    "@prisma/driver-adapter-utils",
    postgres,
  );
  const schemaName = schemaOf(url);
  const Pool = poolOf(pg);
  const pool = new Pool({
    connectionString: url,
    // One connection: what a script sets (search_path, a lock) holds for the statements after it.
    max: 1,
    ...(schemaName === "public"
      ? {}
      : { options: `-c search_path=${quoted(schemaName)}` }),
  });
  const adapter = await new PrismaPg(pool, { schema: schemaName }).connect();
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (
    /** @type {import("./adapters.mjs").Query} */ query,
  ) => {
    const result = await queryRaw(query);
    for (const column of singleCharacters.get(result.rows) ?? [])
      result.columnTypes[column] = characterType;
    return result;
  };
  // The stock adapter splits scripts at every semicolon, those in function bodies and strings too.
  adapter.executeScript = async (/** @type {string} */ script) => {
    try {
      await pool.query(script);
    } catch (error) {
      throw new DriverAdapterError(describe(error, script));
    }
  };
  // The stock adapter drops its shadow before it has left it, which PostgreSQL refuses.
  adapter.dispose = async () => {
    await pool.end();
    await afterwards?.();
  };
  return withScriptFix(adapter);
}

// Type "char" (not CHAR) of PostgreSQL's catalogues: the adapter does not know it, and the engine wants a character.
const charOid = 18;
const textOid = 25;
const characterType = 6;

/** @type {WeakMap<unknown[], number[]>} the columns of that type, by the rows of an answer */
const singleCharacters = new WeakMap();

/**
 * @param {any} pg
 * @returns {any}
 */
function poolOf(pg) {
  return class extends pg.Pool {
    /** @param {unknown[]} args */
    async query(...args) {
      const result = await super.query(...args);
      const columns = [];
      for (const [column, field] of (result.fields ?? []).entries()) {
        if (field.dataTypeID !== charOid) continue;
        field.dataTypeID = textOid;
        columns.push(column);
      }
      if (columns.length > 0) singleCharacters.set(result.rows, columns);
      return result;
    }
  };
}

/**
 * A PostgreSQL error as the engine expects it, with the place in the script.
 *
 * @param {any} error
 * @param {string} script
 */
function describe(error, script) {
  const line =
    error.position &&
    script.slice(0, Number(error.position) - 1).split("\n").length;
  const place = line ? `\n\nPosition:\n${excerpt(script, line)}` : "";
  return {
    kind: "postgres",
    code: error.code ?? "N/A",
    severity: error.severity ?? "ERROR",
    message: error.message,
    originalCode: error.code,
    originalMessage: `${error.severity ?? "ERROR"}: ${error.message}${place}`,
    detail: error.detail,
    column: error.column,
    hint: error.hint,
  };
}

/**
 * @param {string} script
 * @param {number} line counted from 1
 */
function excerpt(script, line) {
  const first = Math.max(1, line - 3);
  return script
    .split("\n")
    .slice(first - 1, line)
    .map((text, index) => `${String(first + index).padStart(4)}  ${text}`)
    .join("\n");
}
