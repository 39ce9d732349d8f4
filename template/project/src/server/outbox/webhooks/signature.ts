import { createHmac, randomBytes } from "node:crypto";

/** Signatures after https://www.standardwebhooks.com, which libraries of many languages verify. */
const PREFIX = "whsec_";

export function newSecret(): string {
  return PREFIX + randomBytes(32).toString("base64");
}

/** The headers of an attempt. Receivers refuse old timestamps, so that each attempt has its own. */
export function signedHeaders(
  secret: string,
  id: string,
  body: string,
): Record<string, string> {
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const key = Buffer.from(secret.slice(PREFIX.length), "base64");
  const signature = createHmac("sha256", key)
    .update(`${id}.${timestamp}.${body}`)
    .digest("base64");
  return {
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": `v1,${signature}`,
  };
}
