import {
  RateLimiterRes,
  type RateLimiterAbstract,
} from "rate-limiter-flexible";

import { env } from "~/env";
import { AppError } from "~/server/errors";
import { log } from "~/server/log";
import { limiterFor } from "./store";

/** A rate, such as "120/min". */
export type Rate = `${number}/${keyof typeof seconds}` | "off";
export type Rates = { read: Rate; write: Rate };

const seconds = { s: 1, min: 60, h: 3_600, d: 86_400 };

type Window = { name: string; limit: number; per: number };

/**
 * Counts a call, and sets the RateLimit headers (draft-ietf-httpapi-ratelimit-headers).
 *
 * Throws if the limit is exceeded, or if the counter fails and RATE_LIMIT_FAILURE is not "open".
 */
export async function count(
  name: keyof Rates,
  rate: Rate,
  who: string,
  headers: Record<string, string>,
): Promise<void> {
  if (rate === "off" || env.RATE_LIMIT_STORE === "off") return;
  await countIn(name, rate, who, headers);
}

/** The same, whatever RATE_LIMIT_STORE says: in memory if it is "off". */
export async function countIn(
  name: keyof Rates,
  rate: Exclude<Rate, "off">,
  who: string,
  headers: Record<string, string>,
): Promise<void> {
  const [limit, unit] = rate.split("/") as [string, keyof typeof seconds];
  const window = { name, limit: Number(limit), per: seconds[unit] };
  const { left, reset } = await consume(window, who);
  headers["RateLimit-Policy"] = `"${name}";q=${limit};w=${window.per}`;
  headers.RateLimit = `"${name}";r=${Math.max(left, 0)};t=${reset}`;
  if (left < 0) {
    const message = `That is more than ${rate}. Try again in ${reset} seconds.`;
    throw new AppError("too_many_requests", message, [], { retryAfter: reset });
  }
}

/** The remaining calls of a window, negative if exceeded, and the seconds until it resets. */
async function consume({ name, limit, per }: Window, who: string) {
  try {
    const limiter = limiterOf({ name, limit, per });
    const result = await limiter.consume(`${name}:${who}`);
    return { left: result.remainingPoints, reset: until(result) };
  } catch (thrown) {
    if (thrown instanceof RateLimiterRes) {
      return { left: -1, reset: until(thrown) };
    }
    log.error({ err: thrown }, "Calls cannot be counted.");
    if (env.RATE_LIMIT_FAILURE === "open") return { left: limit, reset: per };
    const message = "The server is busy. Try again.";
    throw new AppError("unavailable", message, [], { cause: thrown });
  }
}

function until({ msBeforeNext }: RateLimiterRes): number {
  return Math.max(1, Math.ceil(msBeforeNext / 1_000));
}

const limiters = new Map<string, RateLimiterAbstract>();

/** The limiter of a window, shared by all callers. */
function limiterOf({ limit, per }: Window): RateLimiterAbstract {
  const key = `${limit}/${per}`;
  const limiter =
    limiters.get(key) ?? limiterFor({ points: limit, duration: per });
  limiters.set(key, limiter);
  return limiter;
}
