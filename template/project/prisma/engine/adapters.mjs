// How the engine reaches a database: Prisma's own driver adapters, with their faults worked around.
import { randomUUID } from "node:crypto";
import { statSync } from "node:fs";
import { resolve } from "node:path";
import { requirePackage } from "./packages.mjs";

const libsql = "@prisma/adapter-libsql";
const postgres = "@prisma/adapter-pg";

/**
 * @typedef {{ sql: string, args: unknown[], argTypes: unknown[] }} Query
 * @typedef {{ columnNames: string[], columnTypes: number[], rows: unknown[][] }} ResultSet
 * @typedef {{
 *   provider: string,
 *   adapterName: string,
 *   queryRaw: (query: Query) => Promise<ResultSet>,
 *   executeRaw: (query: Query) => Promise<number>,
 *   executeScript: (script: string) => Promise<void>,
 *   startTransaction: (isolationLevel?: string) => Promise<unknown>,
 *   getConnectionInfo?: () => { schemaName?: string, supportsRelationJoins: boolean },
 *   dispose: () => Promise<void>,
 *   lastFailure?: { originalCode?: string, originalMessage?: string },
 *   migrations?: Set<string>,
 * }} Adapter
 * @typedef {{
 *   provider: string,
 *   adapterName: string,
 *   connect: () => Promise<Adapter>,
 *   connectToShadowDb: () => Promise<Adapter>,
 * }} AdapterFactory
 * @typedef {{ url?: string, shadowDatabaseUrl?: string, inMemory?: boolean }} Datasource
 */

/**
 * A failure with one of Prisma's error codes (P1003, P3014, ...).
 */
export class EngineError extends Error {
  /**
   * @param {string} code
   * @param {string} message
   */
  constructor(code, message) {
    super(message);
    this.code = code;
    /** @type {Record<string, unknown>} */
    this.meta = {};
  }
}

/**
 * Adapters for the database of a schema.
 *
 * @param {string} provider
 * @param {Datasource} datasource without a URL only the shadow database of SQLite, which is in memory, can be reached
 * @returns {AdapterFactory}
 */
export function adaptersFor(provider, datasource) {
  if (provider === "sqlite")
    return sqliteAdapters(datasource.url ?? ":memory:");
  if (provider === "postgresql" || provider === "cockroachdb") {
    if (datasource.url)
      return postgresAdapters(datasource.url, datasource.shadowDatabaseUrl);
    throw new EngineError(
      "P1013",
      "This command needs a database. Please set DATABASE_URL.",
    );
  }
  throw new EngineError(
    "P1013",
    `The schema engine of this project serves sqlite and postgresql, not ${provider}. ` +
      "Set PRISMA_SCHEMA_ENGINE_BINARY to Prisma's native engine.",
  );
}

/**
 * Adapters to no database at all: enough to compare two Prisma schemas.
 *
 * @param {string} provider
 * @returns {AdapterFactory}
 */
export function noDatabase(provider) {
  const flavour = provider === "sqlite" ? "sqlite" : "postgres";
  /** @returns {Promise<never>} */
  const refuse = () => Promise.reject(new Error("there is no database to ask"));
  /** @type {Adapter} */
  const adapter = {
    provider: flavour,
    adapterName: "none",
    // When it connects, the engine asks for the version and makes PostgreSQL's schema: it goes on without an answer.
    queryRaw: () =>
      Promise.resolve({ columnNames: [], columnTypes: [], rows: [] }),
    executeRaw: () => Promise.resolve(0),
    executeScript: refuse,
    startTransaction: refuse,
    getConnectionInfo: () => ({
      schemaName: "public",
      supportsRelationJoins: false,
    }),
    dispose: () => Promise.resolve(),
  };
  const connect = () => Promise.resolve(adapter);
  return {
    provider: flavour,
    adapterName: "none",
    connect,
    connectToShadowDb: connect,
  };
}

/**
 * The path of an embedded database, or null when the URL is not a `file:` one.
 *
 * @param {string} url
 */
export function sqliteFile(url) {
  return url.startsWith("file:")
    ? resolve(decodeURIComponent(url.replace(/^file:|\?.*/g, "")))
    : null;
}

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
 * Runs something on a connection of its own, outside any pool.
 *
 * @param {string} url
 * @param {(client: { query: (sql: string) => Promise<unknown> }) => Promise<unknown>} work
 */
export async function withPostgres(url, work) {
  const { Client } = requirePackage("pg", postgres);
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

/** @param {string} name */
export function quoted(name) {
  return `"${name.replaceAll('"', '""')}"`;
}

/**
 * @param {string} url
 * @returns {AdapterFactory}
 */
function sqliteAdapters(url) {
  const { PrismaLibSql } = requirePackage(libsql);
  const stock = new PrismaLibSql({ url });
  return {
    provider: stock.provider,
    adapterName: stock.adapterName,
    connect: async () => {
      const adapter = await stock.connect();
      // Two processes on one file wedge in the default journal mode; WAL is a property of the file, so once is enough.
      if (isNewFile(url)) {
        await adapter.executeScript("PRAGMA journal_mode = WAL");
      }
      return withSqliteFixes(withScriptFix(withTidyEnd(adapter)));
    },
    connectToShadowDb: async () =>
      withSqliteFixes(withScriptFix(await stock.connectToShadowDb())),
  };
}

/**
 * The driver may leave the journal behind: the file alone should hold everything.
 *
 * @param {Adapter} adapter
 */
function withTidyEnd(adapter) {
  const dispose = adapter.dispose.bind(adapter);
  adapter.dispose = async () => {
    await adapter
      .executeScript("PRAGMA wal_checkpoint(TRUNCATE)")
      .finally(dispose);
  };
  return adapter;
}

/** @param {string} url */
function isNewFile(url) {
  const file = sqliteFile(url);
  return (
    file !== null &&
    (statSync(file, { throwIfNoEntry: false })?.size ?? 0) === 0
  );
}

/**
 * The engine sends whole migrations through `executeRaw`: libsql runs the first statement of them only, in silence.
 * What a script fails with is kept, because the engine passes on only a part of it.
 *
 * @param {Adapter} adapter
 */
function withScriptFix(adapter) {
  const executeRaw = adapter.executeRaw.bind(adapter);
  const executeScript = adapter.executeScript.bind(adapter);
  adapter.executeScript = async (script) => {
    try {
      await executeScript(script);
    } catch (error) {
      adapter.lastFailure = /** @type {any} */ (error).cause;
      throw error;
    }
  };
  adapter.executeRaw = async (query) => {
    if (query.args.length > 0) return executeRaw(query);
    await adapter.executeScript(query.sql);
    return 0;
  };
  return adapter;
}

/**
 * The engine quotes a string as "identifier" when it looks for partial indexes; the drivers forbid that.
 *
 * @param {Adapter} adapter
 */
function withSqliteFixes(adapter) {
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = (query) => {
    if (!query.sql.startsWith("SELECT sql FROM sqlite_master"))
      return queryRaw(query);
    const sql = query.sql.replace(
      /name = "([^"]*)"/,
      (_, name) => `name = '${name.replaceAll("'", "''")}'`,
    );
    return queryRaw({ ...query, sql });
  };
  return adapter;
}

/**
 * @param {string} url
 * @param {string | undefined} shadowUrl a database that may be emptied, for users who may not create one
 * @returns {AdapterFactory}
 */
function postgresAdapters(url, shadowUrl) {
  return {
    provider: "postgres",
    adapterName: postgres,
    connect: () => postgresAdapter(url),
    // Stock PrismaPg ignores the name of its shadow when it was given a URL, and so puts it on the main database.
    connectToShadowDb: () =>
      shadowUrl ? emptied(shadowUrl, url) : temporary(url),
  };
}

/** @param {string} url */
async function temporary(url) {
  const name = `prisma_migrate_shadow_db_${randomUUID()}`;
  try {
    await withPostgres(url, (client) =>
      client.query(`CREATE DATABASE ${quoted(name)}`),
    );
  } catch (error) {
    throw new EngineError(
      "P3014",
      "Prisma Migrate could not create the shadow database. Please make sure the database user has permission to " +
        "create databases, or set `shadowDatabaseUrl` in prisma.config.ts.\n\n" +
        `Original error: ${/** @type {Error} */ (error).message}`,
    );
  }
  return postgresAdapter(withDatabase(url, name), () =>
    withPostgres(url, (client) =>
      client.query(`DROP DATABASE IF EXISTS ${quoted(name)}`),
    ),
  );
}

/**
 * @param {string} shadowUrl
 * @param {string} mainUrl
 */
async function emptied(shadowUrl, mainUrl) {
  if (shadowUrl === mainUrl) {
    throw new EngineError(
      "P3004",
      "The shadow database you configured appears to be the same as the main database. Please specify another one.",
    );
  }
  await withPostgres(shadowUrl, (client) =>
    client.query("DROP SCHEMA IF EXISTS public CASCADE; CREATE SCHEMA public"),
  );
  return postgresAdapter(shadowUrl);
}

/**
 * @param {string} url
 * @param {() => Promise<unknown>} [afterwards]
 * @returns {Promise<Adapter>}
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
  const adapter = await new PrismaPg(pool, { schema: schemaName }).connect();
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (/** @type {Query} */ query) => {
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
