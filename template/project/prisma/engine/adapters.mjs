// How the engine reaches a database: Prisma's own driver adapters, with their faults worked around.
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
 *   client?: any,
 *   url?: string,
 *   lock?: () => Promise<void>,
 * }} Adapter
 * @typedef {{
 *   provider: string,
 *   adapterName: string,
 *   connect: () => Promise<Adapter>,
 *   connectToShadowDb: () => Promise<Adapter>,
 * }} AdapterFactory
 * @typedef {{ url?: string, shadowDatabaseUrl?: string, inMemory?: boolean, shadowInMemory?: boolean }} Datasource
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

/** @param {string} name */
export function quoted(name) {
  return `"${name.replaceAll('"', '""')}"`;
}

/**
 * The engine sends whole migrations through `executeRaw`: libsql runs the first statement of them only, in silence.
 * What a script fails with is kept, because the engine passes on only a part of it.
 *
 * @param {Adapter} adapter
 */
export function withScriptFix(adapter) {
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
