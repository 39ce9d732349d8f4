import { existsSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { defineConfig } from "prisma/config";
import { keepSnapshots } from "./prisma/engine/snapshot.mjs";

const root = import.meta.dirname;

// Prisma does not read .env by itself. What is set already wins.
const envFile = join(root, ".env");
if (existsSync(envFile)) process.loadEnvFile(envFile);

// Prisma's schema engine is a native program that has to be downloaded. Where it
// is missing, prisma/engine serves the commands from the same code as WebAssembly.
if (process.platform !== "win32" && !hasNativeEngine()) {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= join(
    root,
    "prisma/engine/schema-engine.mjs",
  );
}

keepSnapshots(root);

export default defineConfig({
  schema: join(root, "prisma"),
  migrations: {
    path: join(root, "prisma/migrations"),
    seed: "tsx prisma/seed.ts",
  },
  datasource: { url: databaseUrl() },
});

function hasNativeEngine() {
  const prisma = createRequire(import.meta.url).resolve("prisma/package.json");
  const engines = createRequire(prisma).resolve("@prisma/engines/package.json");
  return readdirSync(join(engines, "..")).some((file) =>
    file.startsWith("schema-engine-"),
  );
}

/** A file is meant from this folder, wherever the command runs; Prisma Studio insists on the slashes. */
function databaseUrl() {
  const url = process.env.DATABASE_URL;
  return url?.startsWith("file:")
    ? `file://${resolve(root, url.slice("file:".length))}`
    : url;
}
