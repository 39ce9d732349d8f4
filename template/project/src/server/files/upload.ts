import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";

import { AppError } from "~/server/errors";
import { type FileRule } from "./rule";
import { storage } from "./storage";
import { holds, nameOf } from "./types";

/** An upload, not yet validated. */
export type Upload = {
  body: AsyncIterable<Uint8Array> | null;
  type: string;
  length: number | undefined;
  name: string | undefined;
};

/** A complete local file that satisfies its rule. */
type Received = { path: string; name: string; type: string; size: number };

/** Receives an upload, validates it, and passes it on. Temporary files are always removed. */
export async function receive<T>(
  upload: Upload,
  rule: FileRule,
  takeOver: (received: Received) => Promise<T>,
): Promise<T> {
  const { type } = upload;
  if (!rule.types.includes(type)) {
    throw new AppError(
      "unsupported_media_type",
      `Send ${rule.types.join(" or ")}.`,
    );
  }
  if ((upload.length ?? 0) > rule.max) throw tooLarge(rule.max);
  await mkdir(storage.incoming, { recursive: true });
  const path = join(storage.incoming, randomUUID());
  try {
    const size = await save(upload.body, path, rule.max);
    if (size === 0) throw new AppError("invalid", "The file is empty.");
    if (!(await holds(path, type))) {
      throw new AppError("invalid", `What the file holds is not ${type}.`);
    }
    const name = nameOf(upload.name, type);
    return await takeOver({ path, name, type, size });
  } finally {
    await rm(path, { force: true });
  }
}

/** Streams a body to the disk, and measures it: Content-Length may be absent or wrong. */
async function save(
  body: Upload["body"],
  path: string,
  max: number,
): Promise<number> {
  let size = 0;
  async function* counted() {
    for await (const chunk of body ?? []) {
      size += chunk.byteLength;
      if (size > max) throw tooLarge(max);
      yield chunk;
    }
  }
  const file = createWriteStream(path, { flags: "wx", flush: true });
  await pipeline(counted, file);
  return size;
}

function tooLarge(max: number): AppError {
  return new AppError("too_large", `The file is longer than ${max} bytes.`);
}
