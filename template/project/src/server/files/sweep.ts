import { mkdir, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";

import { log } from "~/server/log";
import { storedFile } from "~/server/rows";
import { owners, type Owners } from "./owners";
import { storage } from "./storage";

/** The least age of files to remove, in milliseconds: younger ones may be uploads in progress. */
const AGE = 24 * 60 * 60 * 1000;

/** How many files are looked up by one query. */
const BATCH = 100;

/**
 * Removes files that no row references: of rows that the database deleted by cascades, and of aborted
 * uploads. Run `npm run files:sweep` once a day.
 */
export async function sweep(): Promise<number> {
  const before = new Date(Date.now() - AGE);
  let removed = await sweepIncoming(before);
  let batch: string[] = [];
  for await (const { key, since } of storage.list()) {
    if (since < before) batch.push(key);
    if (batch.length < BATCH) continue;
    removed += await sweepKeys(batch);
    batch = [];
  }
  removed += await sweepKeys(batch);
  log.info({ removed }, "swept files");
  return removed;
}

async function sweepKeys(keys: string[]): Promise<number> {
  const named = await namedOf(keys);
  const orphans = keys.filter((key) => !named.has(key));
  for (const key of orphans) await storage.remove(key);
  return orphans.length;
}

/** The keys that rows reference. Keys with an unknown first part are never removed. */
async function namedOf(keys: string[]): Promise<Set<string>> {
  const named = new Set<string>();
  const folders: Owners = owners;
  for (const [folder, ours] of Map.groupBy(keys, partOf(0))) {
    const rows = await folders[folder]?.(ours.map(partOf(1)));
    const files = rows?.flatMap(({ id: _, ...columns }) =>
      Object.values(columns).map(storedFile),
    );
    for (const key of files?.map((file) => file?.key) ?? ours) {
      if (key) named.add(key);
    }
  }
  return named;
}

function partOf(index: number) {
  return (key: string) => key.split("/")[index] ?? "";
}

async function sweepIncoming(before: Date): Promise<number> {
  let removed = 0;
  await mkdir(storage.incoming, { recursive: true });
  for (const name of await readdir(storage.incoming)) {
    const path = join(storage.incoming, name);
    if ((await stat(path)).mtime >= before) continue;
    await rm(path, { force: true });
    removed += 1;
  }
  return removed;
}
