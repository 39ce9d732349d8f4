import { mkdir, open, opendir, rename, rm, stat } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import { Readable } from "node:stream";

import type { Storage } from "./storage";

/** Files in a folder. Only the API serves them: keep the folder outside of `public/`. */
export function diskStorage(folder: string): Storage {
  const root = resolve(folder);

  function pathOf(key: string): string {
    if (!isKey(key)) throw new Error(`Not a key: ${key}`);
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

    async *list() {
      await mkdir(root, { recursive: true });
      for await (const entry of await opendir(root, { recursive: true })) {
        const path = join(entry.parentPath, entry.name);
        const key = relative(root, path).replaceAll(sep, "/");
        if (!entry.isFile() || !isKey(key)) continue;
        yield { key, since: (await stat(path)).mtime };
      }
    },
  };
}

/** Parts of keys have no dots, so that no key leaves the folder or names a hidden file. */
function isKey(text: string): boolean {
  return /^[\w-]+(\/[\w-]+)*$/.test(text);
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
