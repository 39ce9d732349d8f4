import { randomUUID } from "node:crypto";

import { AppError } from "~/server/errors";
import { enqueue } from "~/server/jobs/queue";
import { storedFile, type JsonValue, type StoredFile } from "~/server/rows";
import { type FileRule } from "./rule";
import { storage } from "./storage";
import { receive, type Upload } from "./upload";

/** A replacement of the file in a field of a row. */
type Change<Row> = {
  /** The current file, removed after the change. */
  before: StoredFile | null;
  /** The version of If-Match, if sent. */
  version?: number | undefined;
  /** Saves the new file, or null, in the row; returns null if `before` is not current any more. */
  save: (after: StoredFile | null) => Promise<Row | null>;
};

/**
 * Stores an upload, saves it in its row, and removes the previous file: in this order, so that a row never
 * references a file that is missing or incomplete.
 */
export async function replace<Row>(
  upload: Upload,
  rule: FileRule,
  folder: string,
  change: Change<Row>,
): Promise<Row> {
  return receive(upload, rule, async ({ path, ...rest }) => {
    const file = { key: `${folder}/${randomUUID()}`, ...rest };
    await storage.put(file.key, path, file.type);
    const row = await change.save(file);
    if (!row) await storage.remove(file.key);
    return done(row, change);
  });
}

/** Clears the field, and removes the file. */
export async function clear<Row>(change: Change<Row>): Promise<Row> {
  return done(await change.save(null), change);
}

async function done<Row>(row: Row | null, { before, version }: Change<Row>) {
  if (!row) {
    const code = version === undefined ? "conflict" : "version_conflict";
    throw new AppError(code, "Somebody changed it meanwhile.");
  }
  await discard(before);
  return row;
}

/** Removes the files of deleted columns. */
export async function discard(...columns: JsonValue[]) {
  for (const column of columns) {
    const file = storedFile(column);
    if (file) await enqueue("removeFile", { key: file.key });
  }
}
