import { Cron } from "croner";
import { z } from "zod";

import { ATTEMPTS } from "~/server/queue/leases";

/** A job: the schema of its JSON input, and its function. */
export type Job<Input> = {
  input: z.ZodType<Input>;
  run: (input: unknown) => Promise<void>;
  /** The most attempts, after which it is a dead letter. */
  attempts: number;
  /** When it is enqueued by itself. */
  times?: Cron;
};

type Options = {
  attempts?: number;
};

/** Defines a job, which runs with validated input. */
export function job<Input>(
  input: z.ZodType<Input>,
  run: (input: Input) => Promise<void>,
  { attempts = ATTEMPTS }: Options = {},
): Job<Input> {
  return { input, run: async (given) => run(input.parse(given)), attempts };
}

/** Defines a job that is enqueued at times in the syntax of cron, `"30 3 * * *"`: once, however many processes run. */
export function scheduled(
  cron: string,
  run: () => Promise<void>,
  { timeZone = "UTC", ...options }: Options & { timeZone?: string } = {},
): Job<Record<string, never>> {
  const times = new Cron(cron, { timezone: timeZone });
  return { ...job(z.strictObject({}), run, options), times };
}
