// Which database the engine works on.
import { EngineError } from "./adapters.mjs";
import { inMemory } from "./memory.mjs";
import { postgresAdapter, schemaOf } from "./postgres.mjs";
import { emptiedDatabase, temporaryDatabase } from "./shadow.mjs";
import { sqliteAdapters } from "./sqlite.mjs";

/**
 * Adapters for the database of a schema.
 *
 * @param {string} provider
 * @param {import("./adapters.mjs").Datasource} datasource without a URL only the shadow database of SQLite, which is in memory, can be reached
 * @returns {import("./adapters.mjs").AdapterFactory}
 */
export function adaptersFor(provider, datasource) {
  if (provider === "sqlite")
    return sqliteAdapters(datasource.url ?? ":memory:");
  if (provider === "postgresql" || provider === "cockroachdb") {
    if (datasource.url) return postgresAdapters(datasource.url, datasource);
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
 * @returns {import("./adapters.mjs").AdapterFactory}
 */
export function noDatabase(provider) {
  const flavour = provider === "sqlite" ? "sqlite" : "postgres";
  /** @returns {Promise<never>} */
  const refuse = () => Promise.reject(new Error("there is no database to ask"));
  /** @type {import("./adapters.mjs").Adapter} */
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
 * @param {string} url
 * @param {import("./adapters.mjs").Datasource} datasource its shadow is in memory, or a database that may be emptied,
 * for users who may not create one
 * @returns {import("./adapters.mjs").AdapterFactory}
 */
function postgresAdapters(url, { shadowDatabaseUrl, shadowInMemory }) {
  return {
    provider: "postgres",
    adapterName: "@prisma/adapter-pg",
    connect: () => postgresAdapter(url),
    // Stock PrismaPg ignores the name of its shadow when it was given a URL, and so puts it on the main database.
    connectToShadowDb: () => {
      if (shadowInMemory) return inMemory(schemaOf(url));
      return shadowDatabaseUrl
        ? emptiedDatabase(shadowDatabaseUrl, url)
        : temporaryDatabase(url);
    },
  };
}

/**
 * Adapters to databases that are empty at first, and gone when they are left: there is no server to ask.
 *
 * @param {string} provider
 * @param {boolean} isMain whether the main database is needed too, and not only the one for a replay
 * @returns {import("./adapters.mjs").AdapterFactory}
 */
export function postgresInMemory(provider, isMain) {
  return {
    ...noDatabase(provider),
    ...(isMain ? { connect: () => inMemory() } : {}),
    connectToShadowDb: () => inMemory(),
  };
}
