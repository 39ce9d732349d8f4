import { db } from "~/server/db";
import { type Event } from "../events";
import { type Delivery } from "../queue";
import { post } from "./post";
import { signedHeaders } from "./signature";

const PREFIX = "webhook:";

/** The target of deliveries to an endpoint. */
export function targetOf(endpointId: string): string {
  return PREFIX + endpointId;
}

export function isWebhook(target: string): boolean {
  return target.startsWith(PREFIX);
}

/** The targets that want events of these types, by type. */
export async function endpointsOf(
  types: string[],
): Promise<Map<string, string[]>> {
  const endpoints = await db.webhookEndpoint.findMany({
    where: { enabled: true },
    select: { id: true, types: true },
  });
  const wanted = endpoints.map(({ id, types }) => {
    return { target: targetOf(id), types: JSON.parse(types) as string[] };
  });
  const targets = types.map((type): [string, string[]] => {
    const interested = wanted.filter((one) => one.types.includes(type));
    return [type, interested.map(({ target }) => target)];
  });
  return new Map(targets);
}

/** Sends an event to an endpoint; throws unless the answer is 2xx. */
export async function sendWebhook(
  { id, type, createdAt, data }: Event,
  delivery: Pick<Delivery, "id" | "target">,
): Promise<void> {
  const endpoint = await db.webhookEndpoint.findUnique({
    where: { id: delivery.target.slice(PREFIX.length) },
    select: { url: true, secret: true, enabled: true },
  });
  if (!endpoint?.enabled) throw new Error("The endpoint is disabled.");
  const body = JSON.stringify({ id, type, timestamp: createdAt, data });
  const headers = {
    "content-type": "application/json",
    "user-agent": "webhooks/1.0",
    ...signedHeaders(endpoint.secret, id, body),
  };
  await setStatus(delivery.id, null);
  const status = await post(endpoint.url, headers, body);
  await setStatus(delivery.id, status);
  if (status < 200 || status > 299) throw new Error(`It answered ${status}.`);
}

async function setStatus(id: string, responseStatus: number | null) {
  await db.eventDelivery.updateMany({
    where: { id },
    data: { responseStatus },
  });
}
