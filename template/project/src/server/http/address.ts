import { randomUUID } from "node:crypto";
import { subscribe } from "node:diagnostics_channel";
import { type IncomingMessage } from "node:http";
import { BlockList, isIP, isIPv6 } from "node:net";

import { env } from "~/env";

const shared = globalThis as unknown as { addressHeader: string | undefined };

/**
 * The header that carries the socket's address, which a web Request does not have. Its name is random in
 * every process, so that no client can send it.
 */
export const ADDRESS = (shared.addressHeader ??= `x-from-${randomUUID()}`);

/** The header that passes the client's address to a library's handler. */
export const CLIENT = "x-client-address";

/** Adds the socket's address to every incoming request. */
export function noteAddresses(): void {
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    const address = request.socket.remoteAddress ?? "";
    request.rawHeaders.push(ADDRESS, address);
    request.headers[ADDRESS] = address;
  });
}

/** The rate limit key of an anonymous request: its IPv4 address, or its IPv6 /64 network. */
export function clientAddress(request: Request): string {
  const address = addressOf(request);
  return address.includes(":") ? subnet(address) : address || "unknown";
}

/**
 * The client's address: the last of X-Forwarded-For that is not one of TRUSTED_PROXIES. The header is
 * ignored unless the socket's address is a trusted proxy. Empty if the address is unknown.
 */
export function addressOf(request: Request): string {
  let address = plain(request.headers.get(ADDRESS) ?? "");
  if (env.TRUSTED_PROXIES) {
    const forwarded = request.headers.get("x-forwarded-for")?.split(",") ?? [];
    while (isTrusted(address)) {
      const before = plain(forwarded.pop() ?? "");
      if (!isIP(before)) break;
      address = before;
    }
  }
  return address;
}

const trusted = trustedProxies(env.TRUSTED_PROXIES);

function trustedProxies(list: string): BlockList {
  const proxies = new BlockList();
  for (const entry of list.split(/[\s,]+/).filter(Boolean)) {
    const [address = "", bits] = entry.split("/");
    const family = isIPv6(address) ? "ipv6" : "ipv4";
    if (bits === undefined) proxies.addAddress(address, family);
    else proxies.addSubnet(address, Number(bits), family);
  }
  return proxies;
}

function isTrusted(address: string): boolean {
  const family = isIPv6(address) ? "ipv6" : "ipv4";
  return isIP(address) !== 0 && trusted.check(address, family);
}

/** An address without port; IPv4-mapped IPv6 addresses become IPv4. */
function plain(written: string): string {
  const [, inBrackets, four] =
    /^(?:\[(.*)\](?::\d+)?|(\d+(?:\.\d+){3}):\d+)$/.exec(written.trim()) ?? [];
  const address = inBrackets ?? four ?? written.trim();
  return address.replace(/^::ffff:(?=\d+\.)/i, "");
}

/** The /64 network of an IPv6 address: one customer usually has all of it. */
function subnet(address: string): string {
  const [head = "", tail] = address.replace(/%.*$/, "").split("::");
  const front = head.split(":").filter(Boolean);
  const back = tail?.split(":").filter(Boolean) ?? [];
  const zeros = Array<string>(Math.max(0, 8 - front.length - back.length));
  const groups = [...front, ...zeros.fill("0"), ...back].slice(0, 4);
  return `${groups.map((group) => parseInt(group, 16).toString(16)).join(":")}::/64`;
}
