import { type Actor } from "~/server/auth/access";
import { clientAddress } from "~/server/http/address";
import { pathOf } from "~/server/http/url";
import { count } from "./limiter";
import { otherRates, rates } from "./rates";

const reading = ["GET", "HEAD"];

/** Counts a request by actor or address; throws if the rate limit is exceeded. */
export async function limit(
  request: Request,
  actor: Actor | null,
  headers: Record<string, string>,
): Promise<void> {
  const [, name = ""] = pathOf(request);
  await limitAs(name, request, actor, headers);
}

/** The same, by the rates of another path: `name` is its first segment below /api. */
export async function limitAs(
  name: string,
  request: Request,
  actor: Actor | null,
  headers: Record<string, string>,
): Promise<void> {
  const own = Object.hasOwn(rates, name) ? rates[name] : undefined;
  // Unknown paths share one counter, so that new names do not evade the limit.
  const scope = own ? name : "*";
  const kind = reading.includes(request.method) ? "read" : "write";
  const rate = (own ?? otherRates)[kind];
  const who = actor ? `actor:${actor.id}` : `at:${clientAddress(request)}`;
  await count(kind, rate, `${scope}:${who}`, headers);
}
