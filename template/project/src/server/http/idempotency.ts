import { createHash } from "node:crypto";

import { type Actor } from "~/server/auth/access";
import { db, Prisma } from "~/server/db";
import { AppError } from "~/server/errors";
import { log } from "~/server/log";
import { transaction } from "~/server/transaction";
import { clientAddress } from "./address";
import { asResponse, type Answer } from "./responses";
import { canonicalPath } from "./url";

/** How long an answer is kept, and how often old ones are removed, in milliseconds. */
const KEPT = 24 * 60 * 60 * 1_000;
const SWEEP = 60 * 1_000;

/** The headers that are part of an answer. */
const HEADERS = ["content-type", "etag", "location"];

/** Whose key it is, for what. */
type Id = { actor: string; route: string; key: string };

/** What this process is at. */
const underWay = new Set<string>();

/**
 * Does a POST with an Idempotency-Key once, however often it is sent: the answer is stored by the very
 * transaction that writes, and given again to those who repeat it. A refusal is not stored.
 */
export async function once(
  request: Request,
  actor: Actor | null,
  body: unknown,
  handle: () => Promise<Answer | Response>,
): Promise<Answer | Response> {
  const key = request.headers.get("idempotency-key");
  if (key === null || request.method !== "POST") return handle();
  const id = identify(request, actor, key);
  // Who may see less by now, or works for somebody else, is not shown what they could see before.
  const fingerprint = digest(JSON.stringify([actor, body ?? null]));
  const name = JSON.stringify(id);
  if (underWay.has(name)) throw inProgress();
  underWay.add(name);
  try {
    return await first(id, fingerprint, handle);
  } catch (error) {
    if (error instanceof Taken) return await again(id, fingerprint);
    throw error;
  } finally {
    underWay.delete(name);
    sweep();
  }
}

/** Takes the key, does it, and stores the answer: all of it or nothing. */
async function first(
  id: Id,
  fingerprint: string,
  handle: () => Promise<Answer | Response>,
): Promise<Response> {
  return transaction(async () => {
    await take(id, fingerprint);
    const response = asResponse(await handle());
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

/** Somebody has taken the key before. */
class Taken extends Error {}

/** Waits for others who are about to take the same key. */
async function take(id: Id, fingerprint: string): Promise<void> {
  const now = Date.now();
  await db.idempotencyKey.deleteMany({
    where: { ...id, expiresAt: { lt: new Date(now) } },
  });
  const expiresAt = new Date(now + KEPT);
  try {
    await db.idempotencyKey.create({
      data: { ...id, fingerprint, expiresAt },
      select: { key: true },
    });
  } catch (cause) {
    const isTaken =
      cause instanceof Prisma.PrismaClientKnownRequestError &&
      cause.code === "P2002";
    throw isTaken ? new Taken("taken", { cause }) : cause;
  }
}

/** The answer of the first time. */
async function again(id: Id, fingerprint: string): Promise<Response> {
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
    const message = "An Idempotency-Key has 1 to 255 letters.";
    throw new AppError("malformed", message);
  }
  const who = actor ? `actor:${actor.id}` : `at:${clientAddress(request)}`;
  return { actor: who, route: digest(canonicalPath(request)), key };
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}

function inProgress() {
  const message = "The same request is still under way.";
  return new AppError("conflict", message, [], { retryAfter: 1 });
}

let swept = Date.now();

/** Removes old answers now and then; nobody waits for it. */
function sweep(): void {
  const now = Date.now();
  if (now - swept < SWEEP) return;
  swept = now;
  db.idempotencyKey
    .deleteMany({ where: { expiresAt: { lt: new Date(now) } } })
    .catch((error: unknown) => {
      log.warn({ err: error }, "Old Idempotency-Keys could not be removed.");
    });
}
