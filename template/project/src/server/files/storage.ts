import { env } from "~/env";
import { diskStorage } from "./disk";

/**
 * Where the bytes of files are. A key is made here and never by a caller; it says whose file it is:
 * `products/<id>/photo/<uuid>`.
 */
export type Storage = {
  /** A folder of this machine in which uploads wait until they are whole. */
  readonly incoming: string;
  /** Takes over a whole file. */
  put(key: string, path: string, type: string): Promise<void>;
  /** The bytes, or null where there are none under the key. */
  open(key: string): Promise<ReadableStream<Uint8Array> | null>;
  /** An address that serves the bytes with these headers for a minute, where the storage has such. */
  link?(key: string, headers: LinkHeaders): Promise<string>;
  /** Removes the bytes; that there are none is no error. */
  remove(key: string): Promise<void>;
  /** Every key, and when its bytes came. */
  list(): AsyncIterable<{ key: string; since: Date }>;
};

export type LinkHeaders = { type: string; disposition: string };

/** On the disk of this machine; in S3, or what speaks like it, once `S3_BUCKET` names a bucket. */
export const storage: Storage = env.S3_BUCKET
  ? (await import("./s3")).s3Storage(env.S3_BUCKET, env.S3_ENDPOINT)
  : diskStorage(env.FILES_DIR);
