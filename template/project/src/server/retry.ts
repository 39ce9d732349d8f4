import { setTimeout as sleep } from "node:timers/promises";

import { troubleOf } from "./trouble";

/** How often something is tried, and the longest pause after the first time, in milliseconds. */
const TRIES = 5;
const PAUSE = 50;

/**
 * Does something again where the database undid it because of another transaction. The pauses are as
 * long as chance has it, so that those who met once do not meet again.
 */
export async function retrying<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (tries === TRIES || troubleOf(error) !== "conflict") throw error;
      await sleep(Math.random() * PAUSE * 2 ** tries);
    }
  }
}
