import { AsyncLocalStorage } from "node:async_hooks";

import type { Actor } from "~/server/auth/actor"; // nothing of it runs: scripts load this too

/** The request under way, for code far from the handler: the log names it in every line. */
export type RequestUnderWay = {
  id: string;
  /** Who is calling, once that is known. */
  actor?: Actor;
  /** Cookies that the answer sets. */
  setCookies?: string[];
  /** Done once the request has succeeded, before its answer is sent; absent where nothing can wait for it. */
  afterwards?: (() => Promise<void>)[];
};

const requests = new AsyncLocalStorage<RequestUnderWay>();

export function inRequest<T>(request: RequestUnderWay, run: () => T): T {
  return requests.run(request, run);
}

/** The request that the running code belongs to; scripts have none. */
export function requestUnderWay(): RequestUnderWay | undefined {
  return requests.getStore();
}
