// `schema-engine cli can-connect-to-database | create-database | drop-database`: the part of the protocol without JSON-RPC.
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { EngineError, quoted } from "./adapters.mjs";
import { adaptersFor } from "./databases.mjs";
import { withDatabase, withPostgres } from "./postgres.mjs";
import { sqliteFile } from "./sqlite.mjs";

/**
 * Fails with P1003 when the database does not exist, and with another code when the server cannot be used.
 *
 * @param {string} url
 */
export async function canConnect(url) {
  const file = sqliteFile(url);
  if (file !== null) {
    if (!existsSync(file))
      throw new EngineError("P1003", `Database \`${file}\` does not exist`);
  } else if (isPostgres(url)) {
    await onPostgres(url, (client) => client.query("SELECT 1"));
  }
}

/** @param {string} url */
export async function createDatabase(url) {
  if (isPostgres(url)) {
    await onPostgres(withDatabase(url, maintenanceDatabase), (client) =>
      client.query(`CREATE DATABASE ${quoted(databaseName(url))}`),
    );
  } else {
    const file = sqliteFile(url);
    if (file !== null) makeFolder(dirname(file));
    const adapter = await adaptersFor("sqlite", { url }).connect();
    await adapter.dispose();
  }
}

/** @param {string} url */
export async function dropDatabase(url) {
  const file = sqliteFile(url);
  if (file !== null) {
    for (const suffix of ["", "-wal", "-shm"])
      rmSync(file + suffix, { force: true });
  } else if (isPostgres(url)) {
    await onPostgres(withDatabase(url, maintenanceDatabase), (client) =>
      client.query(
        `DROP DATABASE IF EXISTS ${quoted(databaseName(url))} WITH (FORCE)`,
      ),
    );
  }
}

/** @param {string} folder */
function makeFolder(folder) {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    const { message } = /** @type {Error} */ (error);
    throw new EngineError("P1010", `${folder} cannot be made: ${message}`);
  }
}

const maintenanceDatabase = "postgres";

/** @param {string} url */
function isPostgres(url) {
  return /^postgres(ql)?:/.test(url);
}

/** @param {string} url */
function databaseName(url) {
  return decodeURIComponent(
    /^\w+:\/\/[^/?#]*\/([^?#]+)/.exec(url)?.[1] ?? maintenanceDatabase,
  );
}

/**
 * @param {string} url
 * @param {Parameters<typeof withPostgres>[1]} work
 */
async function onPostgres(url, work) {
  try {
    await withPostgres(url, work);
  } catch (error) {
    throw translated(error, url);
  }
}

/**
 * Prisma's code and words for what `pg` says.
 *
 * @param {any} error
 * @param {string} url
 */
function translated(error, url) {
  const server = /@([^/?#]*)/.exec(url)?.[1] || "localhost";
  const user = decodeURIComponent(/:\/\/([^:@/]*)/.exec(url)?.[1] ?? "");
  const database = databaseName(url);
  switch (error.code) {
    case "3D000":
      return new EngineError(
        "P1003",
        `Database \`${database}\` does not exist`,
      );
    case "42P04":
      return new EngineError(
        "P1009",
        `Database \`${database}\` already exists`,
      );
    case "42501":
    case "28000":
      return new EngineError(
        "P1010",
        `User \`${user}\` was denied access: ${error.message}`,
      );
    case "28P01":
      return new EngineError(
        "P1000",
        `Authentication failed against database server, the provided database credentials for \`${user}\` are not valid.`,
      );
    default:
      return new EngineError(
        "P1001",
        `Can't reach database server at \`${server}\`\n\n` +
          `Please make sure your database server is running at \`${server}\`. ${error.message}`.trimEnd(),
      );
  }
}
