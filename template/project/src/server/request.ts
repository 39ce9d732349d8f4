import { AsyncLocalStorage } from "node:async_hooks";

import type { Actor } from "~/server/auth/actor"; // nothing of it runs: scripts load this too

/** The current request, for code that is not passed it, such as the logger. */
export type RequestContext = {
  id: string;
  /** The authenticated caller; absent before authentication. */
  actor?: Actor;
  /** `Set-Cookie` headers to add to the response. */
  setCookies?: string[];
  /** Callbacks that run after the handler succeeds, before the response is sent; absent in background jobs. */
  afterSuccess?: (() => Promise<void>)[];
};

const requests = new AsyncLocalStorage<RequestContext>();

export function withRequestContext<T>(
  request: RequestContext,
  run: () => T,
): T {
  return requests.run(request, run);
}

/** The current request; undefined in scripts. */
export function requestContext(): RequestContext | undefined {
  return requests.getStore();
}

/**
 * Runs a part of a request that succeeds or fails by itself, as one call of a batch: its callbacks of
 * `afterCommit` outside of transactions run if it does not throw.
 */
export async function runPart<T>(run: () => Promise<T>): Promise<T> {
  const request = requestContext();
  if (!request) return run();
  const part: RequestContext = { ...request, afterSuccess: [] };
  const result = await withRequestContext(part, run);
  for (const next of part.afterSuccess ?? []) await next();
  return result;
}
