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
// The type alone: `storage.ts` waits for this module, and must not be waited for.
import type { Storage } from "./storage";

/** How long a link is good for, in seconds. */
const LINK_SECONDS = 60;

/** How long the store may take to take a call, and to say the next word of its answer, in milliseconds. */
const TIMEOUTS = { connectionTimeout: 2_000, socketTimeout: 10_000 };

/**
 * Objects of a bucket, which stays private. Region and credentials come from where the AWS SDK looks
 * for them; an endpoint of one's own is addressed by path, as MinIO and its like want it.
 */
export function s3Storage(bucket: string, endpoint?: string): Storage {
  const client = new S3Client({
    maxAttempts: 2,
    requestHandler: TIMEOUTS,
    // Checksums that are optional are left out: not everything that speaks S3 knows them.
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

/** A store that is away or busy is so for a moment; what it refuses is a mistake of ours. */
function notNow(cause: unknown): never {
  const { $metadata } = cause as { $metadata?: { httpStatusCode?: number } };
  const status = $metadata?.httpStatusCode ?? 503;
  if (status < 500 && status !== 429) throw cause;
  const message = "The files are out of reach. Try again.";
  throw new AppError("unavailable", message, [], { cause });
}
