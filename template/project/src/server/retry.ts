import { setTimeout as sleep } from "node:timers/promises";

import { transientErrorKind } from "./trouble";

/** The number of attempts, and the base of the exponential backoff, in milliseconds. */
const TRIES = 5;
const PAUSE = 50;

/**
 * Retries work that the database rolled back because of a conflict with another transaction, with
 * exponential backoff and full jitter, so that competing transactions do not collide again.
 */
export async function withRetries<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (tries === TRIES || transientErrorKind(error) !== "conflict")
        throw error;
      await sleep(Math.random() * PAUSE * 2 ** tries);
    }
  }
}
