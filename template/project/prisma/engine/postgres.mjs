// PostgreSQL, by pg.
import { EngineError, quoted, withScriptFix } from "./adapters.mjs";
import { requirePackage } from "./packages.mjs";
import { excerptAfter } from "./scripts.mjs";

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

/**
 * Whether it is PGlite, which has one session, whoever connects.
 *
 * @param {string} version what `SELECT version()` answers
 */
export function hasOneSession(version) {
  return /emscripten|emcc/i.test(version);
}

/**
 * @typedef {{ query: (sql: string) => Promise<any>, end: () => Promise<void> }} Client
 */

/**
 * A connection of its own, outside any pool.
 *
 * @param {string} url
 * @returns {Promise<Client>}
 */
export async function connected(url) {
  const { Client } = requirePackage("pg", postgres);
  const client = new Client({ connectionString: url });
  // Lost while nothing is asked: the next query says so.
  client.on("error", () => {});
  await client.connect();
  return client;
}

/**
 * Runs something on a connection of its own.
 *
 * @template T
 * @param {string} url
 * @param {(client: Client) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withPostgres(url, work) {
  const client = await connected(url);
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
  const schemaName = /[?&]schema=([^&#]+)/.exec(url)?.[1] ?? "public";
  const Pool = poolOf(pg);
  const pool = new Pool({
    connectionString: url,
    // One connection: what a script sets (search_path, a lock) holds for the statements after it.
    max: 1,
    ...(schemaName === "public"
      ? {}
      : { options: `-c search_path=${quoted(schemaName)}` }),
  });
  let completed = 0;
  pool.on("connect", (/** @type {any} */ client) => {
    client.connection.on("commandComplete", () => completed++);
  });
  if (schemaName !== "public") await checkOptions(pool);
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
    completed = 0;
    try {
      await pool.query(script);
    } catch (error) {
      throw new DriverAdapterError(describe(error, script, completed));
    }
  };
  // The stock adapter drops its shadow before it has left it, which PostgreSQL refuses.
  adapter.dispose = async () => {
    await pool.end();
    await afterwards?.();
  };
  adapter.url = url;
  return withScriptFix(adapter);
}

const protocolViolation = "08P01";

/**
 * Fails where a pooler does not pass on that a schema is to be searched.
 *
 * @param {any} pool
 */
async function checkOptions(pool) {
  try {
    await pool.query("SELECT 1");
  } catch (error) {
    if (/** @type {any} */ (error).code !== protocolViolation) throw error;
    await pool.end();
    throw new EngineError(
      "P1013",
      "The pooler at this address passes on no `schema=`. Name the server's own address to migrate.",
    );
  }
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
 * @param {number} completed how many of its statements had been executed
 */
function describe(error, script, completed) {
  const line =
    error.position &&
    script.slice(0, Number(error.position) - 1).split("\n").length;
  const place = line
    ? linesBefore(script, line)
    : excerptAfter(script, completed);
  const words = [
    `${error.severity ?? "ERROR"}: ${error.message}`,
    ...(error.detail ? [`DETAIL: ${error.detail}`] : []),
    ...(place ? [`\nPosition:\n${place}`] : []),
  ];
  return {
    kind: "postgres",
    code: error.code ?? "N/A",
    severity: error.severity ?? "ERROR",
    message: error.message,
    originalCode: error.code,
    originalMessage: words.join("\n"),
    detail: error.detail,
    column: error.column,
    hint: error.hint,
  };
}

/**
 * @param {string} script
 * @param {number} line counted from 1
 */
function linesBefore(script, line) {
  const first = Math.max(1, line - 3);
  return script
    .split("\n")
    .slice(first - 1, line)
    .map((text, index) => `${String(first + index).padStart(4)}  ${text}`)
    .join("\n");
}
