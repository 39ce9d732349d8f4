import { log } from "~/server/log";
import { ATTEMPTS } from "~/server/queue/leases";
import { queue } from "~/server/queue/queue";
import { type Job } from "./job";
import { jobs } from "./jobs";
import { scheduler } from "./scheduler";
import { prune, queuedJobs, strangers } from "./table";

const registry: Record<string, Omit<Job<never>, "input">> = jobs;

/** Enqueues jobs whose time has come, and attempts those that are due. */
export const jobQueue = queue("jobs", {
  table: queuedJobs(() => Object.keys(registry)),
  fill: scheduler(registry),
  attempt: async ({ name, input }) => registry[name]?.run(JSON.parse(input)),
  attempts: ({ name }) => registry[name]?.attempts ?? ATTEMPTS,
  label: ({ id, name }) => ({ id, job: name }),
  async prune() {
    await prune();
    const names = await strangers(Object.keys(registry));
    if (names.length > 0) log.warn({ names }, "Jobs wait for other code.");
  },
});
