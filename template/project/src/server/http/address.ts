import { randomUUID } from "node:crypto";
import { subscribe } from "node:diagnostics_channel";
import { type IncomingMessage } from "node:http";
import { BlockList, isIP, isIPv6 } from "node:net";

import { env } from "~/env";

const shared = globalThis as unknown as { addressHeader: string | undefined };

/**
 * The header that carries the address of the socket, which a web Request does not know. No client can
 * guess its name, which is another one in every process.
 */
export const ADDRESS = (shared.addressHeader ??= `x-from-${randomUUID()}`);

/** The header by which a handler that is not ours learns where a request comes from. */
export const CLIENT = "x-client-address";

/** Writes the address of the socket into every request that comes in. */
export function noteAddresses(): void {
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    const address = request.socket.remoteAddress ?? "";
    request.rawHeaders.push(ADDRESS, address);
    request.headers[ADDRESS] = address;
  });
}

/** Whom a request is counted for, where it is nobody's: its address, or the network of that. */
export function clientAddress(request: Request): string {
  const address = addressOf(request);
  return address.includes(":") ? subnet(address) : address || "unknown";
}

/**
 * Where a request comes from: the last address that is not one of TRUSTED_PROXIES. Behind anybody
 * else X-Forwarded-For is not read, for it may say anything. Empty where nobody has noted it.
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

/** An address without a port, and an IPv4 address in IPv6's clothes as the one that it is. */
function plain(written: string): string {
  const [, inBrackets, four] =
    /^(?:\[(.*)\](?::\d+)?|(\d+(?:\.\d+){3}):\d+)$/.exec(written.trim()) ?? [];
  const address = inBrackets ?? four ?? written.trim();
  return address.replace(/^::ffff:(?=\d+\.)/i, "");
}

/** The first half of an IPv6 address: a single customer has all of the other half. */
function subnet(address: string): string {
  const [head = "", tail] = address.replace(/%.*$/, "").split("::");
  const front = head.split(":").filter(Boolean);
  const back = tail?.split(":").filter(Boolean) ?? [];
  const zeros = Array<string>(Math.max(0, 8 - front.length - back.length));
  const groups = [...front, ...zeros.fill("0"), ...back].slice(0, 4);
  return `${groups.map((group) => parseInt(group, 16).toString(16)).join(":")}::/64`;
}
