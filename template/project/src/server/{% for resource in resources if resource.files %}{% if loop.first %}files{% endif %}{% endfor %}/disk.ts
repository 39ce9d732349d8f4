import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { Readable } from "node:stream";

import { type Storage } from "./storage";

/** Files below a folder. Nothing of it is served but by the API: keep it outside of `public/`. */
export function diskStorage(folder: string): Storage {
  const root = resolve(folder);

  /** No key leaves the folder, for no part of one has a dot. */
  function pathOf(key: string): string {
    if (!/^[\w-]+(\/[\w-]+)*$/.test(key)) throw new Error(`Not a key: ${key}`);
    return join(root, key);
  }

  return {
    incoming: join(root, ".incoming"),

    async put(key, path) {
      const target = pathOf(key);
      await mkdir(dirname(target), { recursive: true });
      await rename(path, target);
    },

    async open(key) {
      try {
        const file = await open(pathOf(key));
        return Readable.toWeb(
          file.createReadStream(),
        ) as ReadableStream<Uint8Array>;
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },

    async remove(key) {
      await rm(pathOf(key), { force: true });
    },
  };
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
