// SQLite, by libsql.
import { statSync } from "node:fs";
import { resolve } from "node:path";
import { withScriptFix } from "./adapters.mjs";
import { requirePackage } from "./packages.mjs";
import { aboutFile } from "./sqlite-errors.mjs";

const libsql = "@prisma/adapter-libsql";

/** Milliseconds to wait for another process that writes. */
const patience = 5000;

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
 * @param {string} url
 * @returns {import("./adapters.mjs").AdapterFactory}
 */
export function sqliteAdapters(url) {
  const { PrismaLibSql } = requirePackage(libsql);
  const stock = new PrismaLibSql({ url, timeout: patience });
  return {
    provider: stock.provider,
    adapterName: stock.adapterName,
    connect: async () => {
      const adapter = await opened(stock, url);
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
 * @param {{ connect: () => Promise<import("./adapters.mjs").Adapter> }} stock
 * @param {string} url
 */
async function opened(stock, url) {
  try {
    const adapter = await stock.connect();
    adapter.url = url;
    for (const name of /** @type {const} */ ([
      "queryRaw",
      "executeRaw",
      "executeScript",
    ])) {
      const stockMethod = /** @type {(it: any) => Promise<any>} */ (
        adapter[name].bind(adapter)
      );
      adapter[name] = async (/** @type {any} */ it) => {
        try {
          return await stockMethod(it);
        } catch (error) {
          throw aboutFile(error, url) ?? error;
        }
      };
    }
    return adapter;
  } catch (error) {
    throw aboutFile(error, url) ?? error;
  }
}

/**
 * The driver may leave the journal behind: the file alone should hold everything.
 *
 * @param {import("./adapters.mjs").Adapter} adapter
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
 * The engine quotes a string as "identifier" when it looks for partial indexes; the drivers forbid that.
 *
 * @param {import("./adapters.mjs").Adapter} adapter
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
