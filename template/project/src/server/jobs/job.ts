import { type z } from "zod";

/** A job: the schema of its JSON input, and its function. */
export type Job<Input> = {
  input: z.ZodType<Input>;
  run: (input: unknown) => Promise<void>;
};

/** A job queue. */
export type Queue = {
  /** In a transaction, the job runs only if it commits. */
  send(name: string, input: object): Promise<void>;
  /** Stops accepting jobs, and waits for running ones. */
  stop(): Promise<void>;
};

/** Defines a job, which runs with validated input. */
export function job<Input>(
  input: z.ZodType<Input>,
  run: (input: Input) => Promise<void>,
): Job<Input> {
  return { input, run: async (given) => run(input.parse(given)) };
}
