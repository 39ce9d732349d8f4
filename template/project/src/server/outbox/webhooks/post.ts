import { lookup, type LookupAddress } from "node:dns";
import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { isIP, type LookupFunction } from "node:net";

import { env } from "~/env";
import { isPublic } from "./addresses";

/** The longest exchange, in milliseconds. */
const TIMEOUT = 15_000;

/** How much of an answer is read, in bytes. */
const LONGEST_ANSWER = 64 * 1_024;

/**
 * Posts a body, and returns the status of the answer; redirects are not followed. The address is checked after
 * its name is resolved, and is the one that is connected to, so that no name leads into the own network.
 */
export async function post(
  target: string,
  headers: Record<string, string>,
  body: string,
): Promise<number> {
  const url = new URL(target);
  const literal = url.hostname.replace(/^\[|\]$/g, "");
  if (isIP(literal)) assertPublic(literal);
  const request = url.protocol === "https:" ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const outgoing = request(url, {
      method: "POST",
      headers: { ...headers, "content-length": Buffer.byteLength(body) },
      // A connection that is kept would not be looked up again.
      agent: false,
      lookup: lookupPublic,
      signal: AbortSignal.timeout(TIMEOUT),
    });
    outgoing.on("error", reject);
    outgoing.on("response", (response) => {
      const { statusCode = 0 } = response;
      let read = 0;
      response.on("data", (chunk: Buffer) => {
        read += chunk.length;
        if (read > LONGEST_ANSWER) response.destroy();
      });
      // The status is there, whatever becomes of the rest.
      response.on("error", () => undefined);
      response.on("close", () => resolve(statusCode));
    });
    outgoing.end(body);
  });
}

function assertPublic(address: string): void {
  if (env.WEBHOOK_TARGETS === "any" || isPublic(address)) return;
  throw new Error(`${address} is not a public address.`);
}

/** Resolves a name; an error if one of its addresses is not public. */
const lookupPublic: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, "");
    try {
      for (const { address } of addresses) assertPublic(address);
    } catch (refusal) {
      return callback(refusal as Error, "");
    }
    if (options.all) return callback(null, addresses);
    const [first] = addresses as [LookupAddress];
    callback(null, first.address, first.family);
  });
};
