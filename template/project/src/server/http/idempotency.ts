import { createHash } from "node:crypto";

import { type Actor } from "~/server/auth/access";
import { db, Prisma } from "~/server/db";
import { AppError } from "~/server/errors";
import { log } from "~/server/log";
import { canonicalPath } from "~/server/request";
import { transaction } from "~/server/transaction";
import { clientAddress } from "./address";
import { toResponse, type Answer } from "./responses";

/** How long a response is stored, and how often expired ones are deleted, in milliseconds. */
const KEY_TTL = 24 * 60 * 60 * 1_000;
const SWEEP_INTERVAL = 60 * 1_000;

/** The headers that are stored with a response. */
const HEADERS = ["content-type", "etag", "location"];

/** The actor, the route and the key. */
type Id = { actor: string; route: string; key: string };

/** Requests that this process is handling. */
const inFlight = new Set<string>();

/**
 * Handles a POST with an Idempotency-Key once: the response is stored in the transaction that writes,
 * and replayed when the request is repeated. Errors are not stored.
 */
export async function withIdempotency(
  request: Request,
  actor: Actor | null,
  body: unknown,
  handle: () => Promise<Answer | Response>,
): Promise<Answer | Response> {
  const key = request.headers.get("idempotency-key");
  if (key === null || request.method !== "POST") return handle();
  const id = identify(request, actor, key);
  // Bound to role and tenant: a replay must not disclose what the actor may not see any more.
  const fingerprint = digest(JSON.stringify([actor, body ?? null]));
  const name = JSON.stringify(id);
  if (inFlight.has(name)) throw inProgress();
  inFlight.add(name);
  try {
    return await execute(id, fingerprint, handle);
  } catch (error) {
    if (error instanceof KeyTaken) return await replay(id, fingerprint);
    throw error;
  } finally {
    inFlight.delete(name);
    deleteExpired();
  }
}

/** Claims the key, handles the request and stores the response in one transaction. */
async function execute(
  id: Id,
  fingerprint: string,
  handle: () => Promise<Answer | Response>,
): Promise<Response> {
  return transaction(async () => {
    await claimKey(id, fingerprint);
    const response = toResponse(await handle());
    const headers = Object.fromEntries(
      [...response.headers].filter(([name]) => HEADERS.includes(name)),
    );
    const { status } = response;
    const text = await response.text();
    await db.idempotencyKey.update({
      where: { actor_route_key: id },
      data: { status, headers: JSON.stringify(headers), body: text },
      select: { key: true },
    });
    return new Response(text, { status, headers });
  });
}

/** The key has been claimed before. */
class KeyTaken extends Error {}

/** Waits for concurrent requests that claim the same key. */
async function claimKey(id: Id, fingerprint: string): Promise<void> {
  const now = Date.now();
  await db.idempotencyKey.deleteMany({
    where: { ...id, expiresAt: { lt: new Date(now) } },
  });
  const expiresAt = new Date(now + KEY_TTL);
  try {
    await db.idempotencyKey.create({
      data: { ...id, fingerprint, expiresAt },
      select: { key: true },
    });
  } catch (cause) {
    const isUniqueViolation =
      cause instanceof Prisma.PrismaClientKnownRequestError &&
      cause.code === "P2002";
    throw isUniqueViolation ? new KeyTaken("taken", { cause }) : cause;
  }
}

/** The stored response. */
async function replay(id: Id, fingerprint: string): Promise<Response> {
  const stored = await db.idempotencyKey.findUnique({
    where: { actor_route_key: id },
    select: { fingerprint: true, status: true, headers: true, body: true },
  });
  if (!stored) throw inProgress();
  if (stored.fingerprint !== fingerprint) {
    const message =
      "This Idempotency-Key was sent with another body, or with other rights.";
    throw new AppError("invalid", message, [{ code: "key_reused", message }]);
  }
  const headers = new Headers(
    JSON.parse(stored.headers) as Record<string, string>,
  );
  headers.set("Idempotency-Replayed", "true");
  return new Response(stored.body, { status: stored.status, headers });
}

function identify(request: Request, actor: Actor | null, key: string): Id {
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
    const message = "An Idempotency-Key has 1 to 255 characters.";
    throw new AppError("malformed", message);
  }
  const who = actor ? `actor:${actor.id}` : `at:${clientAddress(request)}`;
  return { actor: who, route: digest(canonicalPath(request)), key };
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}

function inProgress() {
  const message = "The same request is still in progress.";
  return new AppError("conflict", message, [], { retryAfter: 1 });
}

let lastSweep = Date.now();

/** Deletes expired responses in the background. */
function deleteExpired(): void {
  const now = Date.now();
  if (now - lastSweep < SWEEP_INTERVAL) return;
  lastSweep = now;
  db.idempotencyKey
    .deleteMany({ where: { expiresAt: { lt: new Date(now) } } })
    .catch((error: unknown) => {
      log.warn({ err: error }, "Old Idempotency-Keys could not be removed.");
    });
}
