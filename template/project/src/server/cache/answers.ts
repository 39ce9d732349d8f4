import { hash } from "node:crypto";
import { deserialize, serialize } from "node:v8";

import { currentTransaction } from "~/server/db";
import { read, stampsOf, write } from "./store";

/** Answers that are being made: whoever asks for the same meanwhile waits for them. */
const making = new Map<string, Promise<Buffer>>();

/** What the answers of a resource are made of, and how many seconds they are kept at most. */
type Cache = { seconds: number; tables: readonly string[]; select: object };

/**
 * A function that caches what another one answers, by a key: everything that it depends on besides rows.
 * A write to one of the tables drops all answers, before the write itself is answered.
 */
export function cacheOf(name: string, { seconds, tables, select }: Cache) {
  return async <T>(key: unknown[], make: () => Promise<T>): Promise<T> => {
    // A transaction reads what nobody else may see yet.
    if (currentTransaction.getStore()) return make();
    const stamps = await stampsOf(tables);
    if (!stamps) return make();
    // Another release of the app may select other columns.
    const whole = serialize([name, key, stamps, select]);
    const id = hash("sha256", whole, "base64url");
    const answer = making.get(id) ?? keep(id, seconds, make);
    return deserialize(await answer) as T;
  };
}

/** The answer in the cache, or one that is made now. */
async function keep(
  id: string,
  seconds: number,
  make: () => Promise<unknown>,
): Promise<Buffer> {
  const made = cachedOr(id, seconds, make);
  making.set(id, made);
  return made.finally(() => making.delete(id));
}

async function cachedOr(
  id: string,
  seconds: number,
  make: () => Promise<unknown>,
): Promise<Buffer> {
  const cached = await read(id);
  if (cached) return cached;
  const made = serialize(await make());
  await write(id, made, seconds);
  return made;
}
