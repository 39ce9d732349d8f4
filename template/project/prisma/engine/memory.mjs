// A PostgreSQL in memory, to replay a history into where there is no server: PGlite, which Prisma's own CLI brings.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { noDatabase, postgresAdapter } from "./adapters.mjs";
import { requirePackage } from "./packages.mjs";

/**
 * Adapters to databases that are empty at first, and gone when they are left.
 *
 * @param {string} provider
 * @param {boolean} isMain whether the main database is needed too, and not only the one for a replay
 * @returns {import("./adapters.mjs").AdapterFactory}
 */
export function postgresInMemory(provider, isMain) {
  return {
    ...noDatabase(provider),
    ...(isMain ? { connect: inMemory } : {}),
    connectToShadowDb: inMemory,
  };
}

async function inMemory() {
  const { PGlite } = requirePackage(
    "@electric-sql/pglite",
    "prisma/package.json",
    "@prisma/dev",
  );
  const { PGLiteSocketServer } = requirePackage(
    "@electric-sql/pglite-socket",
    "prisma/package.json",
    "@prisma/dev",
  );
  const folder = mkdtempSync(join(tmpdir(), "t3gen-"));
  const db = await PGlite.create();
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
