// Shadow databases, into which a history is replayed.
import { randomUUID } from "node:crypto";
import { EngineError, quoted } from "./adapters.mjs";
import { inMemory } from "./memory.mjs";
import {
  hasOneSession,
  postgresAdapter,
  withDatabase,
  withPostgres,
} from "./postgres.mjs";

/**
 * A temporary database, dropped when it is closed.
 *
 * @param {string} url the main database
 */
export async function temporaryDatabase(url) {
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
  const made = withDatabase(url, name);
  const drop = () =>
    withPostgres(url, (client) =>
      client.query(`DROP DATABASE IF EXISTS ${quoted(name)}`),
    );
  // PGlite, and poolers that are set up so, lead to one database under every name.
  if ((await nameOf(made)) !== name) {
    await drop();
    return inMemory();
  }
  return postgresAdapter(made, drop);
}

/**
 * An existing database, which is emptied, for users who may not create one.
 *
 * @param {string} shadowUrl
 * @param {string} mainUrl
 */
export async function emptiedDatabase(shadowUrl, mainUrl) {
  if (shadowUrl === mainUrl || (await isSame(mainUrl, shadowUrl))) {
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

/** @param {string} url */
function nameOf(url) {
  return withPostgres(url, async (client) => {
    const { rows } = await client.query("SELECT current_database() AS name");
    return rows[0].name;
  });
}

/**
 * Whether two URLs lead to one database: a lock taken through one blocks the other, unless both share a session, as
 * they do in PGlite.
 *
 * @param {string} mainUrl
 * @param {string} shadowUrl
 */
async function isSame(mainUrl, shadowUrl) {
  const mark = randomUUID();
  const lock = `hashtext('${mark}')`;
  const compare = withPostgres(mainUrl, async (main) => {
    const { rows: said } = await main.query("SELECT version()");
    // For a transaction only: a pooler would keep what is set or locked for a session. PGlite lets nobody else in meanwhile.
    const isAlone = hasOneSession(said[0].version);
    await main.query(
      isAlone
        ? `SELECT set_config('t3gen.mark', '${mark}', false)`
        : `BEGIN; SELECT pg_advisory_xact_lock(${lock})`,
    );
    const isSame = await withPostgres(shadowUrl, async (shadow) => {
      const { rows } = await shadow.query(
        `SELECT current_setting('t3gen.mark', true) IS NOT DISTINCT FROM '${mark}' ` +
          `OR NOT pg_try_advisory_xact_lock(${lock}) AS same`,
      );
      return rows[0].same;
    });
    if (!isAlone) await main.query("ROLLBACK");
    return isSame;
  });
  return compare.catch((error) => {
    // A main database that is not there, or not reached from here, is not the shadow.
    if (isNoAnswer(error)) return false;
    throw error;
  });
}

/** @param {any} error */
function isNoAnswer(error) {
  return (
    !error.code || !/^[0-9A-Z]{5}$/.test(error.code) || error.code === "3D000"
  );
}
