// A PostgreSQL in memory, to replay a history into where there is no server: PGlite, which Prisma's own CLI brings.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { requirePackage } from "./packages.mjs";
import { postgresAdapter } from "./postgres.mjs";

// What a script may create, of what PGlite brings.
const extensions = [
  "btree_gin",
  "btree_gist",
  "citext",
  "fuzzystrmatch",
  "hstore",
  "ltree",
  "pg_trgm",
  "pgcrypto",
  "unaccent",
  "uuid_ossp",
];

/**
 * A PGlite without any data yet, in which the extensions can be created.
 *
 * @typedef {object} Pglite
 * @property {(sql: string) => Promise<unknown>} exec
 * @property {(message: Uint8Array) => Promise<Uint8Array>} execProtocolRaw
 * @property {() => Promise<void>} close
 *
 * @returns {Promise<Pglite>}
 */
export async function openPglite() {
  const { PGlite } = ofPrisma("@electric-sql/pglite");
  const loaded = extensions.map((name) =>
    ofPrisma(`@electric-sql/pglite/contrib/${name}`),
  );
  return PGlite.create({ extensions: Object.assign({}, ...loaded) });
}

/** A database that is empty at first, and gone when it is left. */
export async function inMemory() {
  const { PGLiteSocketServer } = ofPrisma("@electric-sql/pglite-socket");
  const folder = mkdtempSync(join(tmpdir(), "t3gen-"));
  const db = await openPglite();
  const path = join(folder, ".s.PGSQL.5432");
  const server = new PGLiteSocketServer({ db, path });
  await server.start();
  const url = `postgresql://postgres@localhost/postgres?host=${encodeURIComponent(folder)}`;
  return postgresAdapter(url, async () => {
    await server.stop();
    await db.close();
    rmSync(folder, { recursive: true, force: true });
  });
}

/** @param {string} name */
function ofPrisma(name) {
  return requirePackage(name, "prisma/package.json", "@prisma/dev");
}
