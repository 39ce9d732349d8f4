import { createReadStream } from "node:fs";
import { rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  DeleteObjectCommand,
  GetObjectCommand,
  paginateListObjectsV2,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";

import { AppError } from "~/server/errors";
// A type import only: `storage.ts` imports this module.
import type { Storage } from "./storage";

/** How long a presigned URL is valid, in seconds. */
const LINK_SECONDS = 60;

/** Connection and socket timeouts of the store, in milliseconds. */
const TIMEOUTS = { connectionTimeout: 2_000, socketTimeout: 10_000 };

/**
 * Objects of a private bucket. Region and credentials come from the default chain of the AWS SDK; a custom
 * endpoint uses path-style addressing, as MinIO requires.
 */
export function s3Storage(bucket: string, endpoint?: string): Storage {
  const client = new S3Client({
    maxAttempts: 2,
    requestHandler: TIMEOUTS,
    // No optional checksums: not every S3-compatible store supports them.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    ...(endpoint && { endpoint, forcePathStyle: true }),
  });

  return {
    incoming: join(tmpdir(), `${bucket}-incoming`),

    async put(key, path, type) {
      const command = new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: createReadStream(path),
        ContentLength: (await stat(path)).size,
        ContentType: type,
      });
      await client.send(command).catch(notNow);
      await rm(path);
    },

    async open(key) {
      const command = new GetObjectCommand({ Bucket: bucket, Key: key });
      try {
        const { Body } = await client.send(command);
        return Body?.transformToWebStream() ?? null;
      } catch (error) {
        if (error instanceof Error && error.name === "NoSuchKey") return null;
        return notNow(error);
      }
    },

    async link(key, { type, disposition }) {
      const command = new GetObjectCommand({
        Bucket: bucket,
        Key: key,
        ResponseContentType: type,
        ResponseContentDisposition: disposition,
      });
      return getSignedUrl(client, command, { expiresIn: LINK_SECONDS });
    },

    async remove(key) {
      const command = new DeleteObjectCommand({ Bucket: bucket, Key: key });
      await client.send(command).catch(notNow);
    },

    async *list() {
      const pages = paginateListObjectsV2({ client }, { Bucket: bucket });
      for await (const { Contents = [] } of pages) {
        for (const { Key, LastModified } of Contents) {
          if (Key && LastModified) yield { key: Key, since: LastModified };
        }
      }
    },
  };
}

/** An unreachable or busy store is a 503; what it refuses is an internal error. */
function notNow(cause: unknown): never {
  const { $metadata } = cause as { $metadata?: { httpStatusCode?: number } };
  const status = $metadata?.httpStatusCode ?? 503;
  if (status < 500 && status !== 429) throw cause;
  const message = "The files are out of reach. Try again.";
  throw new AppError("unavailable", message, [], { cause });
}
