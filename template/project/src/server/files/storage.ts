import { env } from "~/env";
import { diskStorage } from "./disk";

/**
 * The storage of files. Keys are generated, never taken from callers, and hold the field of the row:
 * `products/<id>/photo/<uuid>`.
 */
export type Storage = {
  /** A local folder for incomplete uploads. */
  readonly incoming: string;
  /** Stores a complete file. */
  put(key: string, path: string, type: string): Promise<void>;
  /** The bytes; null if the key does not exist. */
  open(key: string): Promise<ReadableStream<Uint8Array> | null>;
  /** A presigned URL that serves the bytes with these headers; null if the storage has none. */
  link?(key: string, headers: LinkHeaders): Promise<string>;
  /** Removes the bytes; a missing key is no error. */
  remove(key: string): Promise<void>;
  /** All keys, with the time of their upload. */
  list(): AsyncIterable<{ key: string; since: Date }>;
};

export type LinkHeaders = { type: string; disposition: string };

/** The local disk, or an S3-compatible store if `S3_BUCKET` is set. */
export const storage: Storage = env.S3_BUCKET
  ? (await import("./s3")).s3Storage(env.S3_BUCKET, env.S3_ENDPOINT)
  : diskStorage(env.FILES_DIR);
