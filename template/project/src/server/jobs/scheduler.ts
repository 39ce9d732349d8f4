import { type Job } from "./job";
import { send } from "./queue";

/** How late a job may be enqueued, as after a restart, in milliseconds. */
const LATEST = 5 * 60 * 1_000;

/**
 * Returns a function that enqueues jobs whose time has come, and returns whether there were some. The time is
 * the key, so that one of several processes enqueues the job. Of times that were missed, the last one counts.
 */
export function scheduler(jobs: Record<string, Pick<Job<never>, "times">>) {
  const due = new Map<string, Date>();
  return async function enqueueDue(): Promise<boolean> {
    const now = new Date();
    let any = false;
    for (const [name, { times }] of Object.entries(jobs)) {
      const since = new Date(now.getTime() - LATEST);
      const next = due.get(name) ?? times?.nextRun(since);
      if (!times || !next) continue;
      due.set(name, next);
      if (next > now) continue;
      const [last = next] = times.previousRuns(1, now);
      const time = last > next ? last : next;
      await send(name, {}, { key: time.toISOString() });
      due.set(name, times.nextRun(time) ?? new Date(8.64e15));
      any = true;
    }
    return any;
  };
}
