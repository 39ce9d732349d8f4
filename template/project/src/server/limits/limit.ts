import { type Actor } from "~/server/auth/access";
import { clientAddress } from "~/server/http/address";
import { urlOf } from "~/server/http/url";
import { count } from "./limiter";
import { rates } from "./rates";

const reading = ["GET", "HEAD"];

/** Counts a request of its actor, or of the address it comes from; throws where it is one too many. */
export async function limit(
  request: Request,
  actor: Actor | null,
  headers: Record<string, string>,
): Promise<void> {
  const [, , room = ""] = urlOf(request).pathname.split("/");
  if (!Object.hasOwn(rates, room)) return;
  const kind = reading.includes(request.method) ? "read" : "write";
  const rate = rates[room]?.[kind] ?? "off";
  const who = actor ? `actor:${actor.id}` : `at:${clientAddress(request)}`;
  await count(kind, rate, `${room}:${who}`, headers);
}
