import { type z } from "zod";

/** What a job needs to know, as JSON, and what it does. */
export type Job<Input> = {
  input: z.ZodType<Input>;
  run: (input: unknown) => Promise<void>;
};

/** A job that runs with input which the schema has checked. */
export function job<Input>(
  input: z.ZodType<Input>,
  run: (input: Input) => Promise<void>,
): Job<Input> {
  return { input, run: async (given) => run(input.parse(given)) };
}
