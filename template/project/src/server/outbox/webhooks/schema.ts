import { z } from "zod";

import { env } from "~/env";
import { nameSchemas } from "~/server/http/json-schema";
import { listQuery } from "~/server/http/query";
import { eventTypes } from "../events";

const page = { size: 20, max: 100 };

/** The path parameters of an endpoint, and of a delivery to it. */
export const params = z.strictObject({ id: z.uuid().toLowerCase() });
export const deliveryParams = params.extend({
  deliveryId: z.uuid().toLowerCase(),
});

/** The answer: what the API shows of an endpoint; its secret is shown once. */
export const resource = z.strictObject({
  id: z.uuid(),
  url: z.string(),
  types: z.array(z.string()),
  enabled: z.boolean(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export const created = resource.extend({ secret: z.string() });

/** A delivery in the log of an endpoint. */
export const delivery = z.strictObject({
  id: z.uuid(),
  eventId: z.uuid(),
  status: z.enum(["pending", "delivered", "dead"]),
  attempts: z.int(),
  availableAt: z.iso.datetime(),
  responseStatus: z.int().nullable(),
  lastError: z.string().nullable(),
  createdAt: z.iso.datetime(),
});

const protocol = env.WEBHOOK_TARGETS === "any" ? /^https?$/ : /^https$/;
const body = z.strictObject({
  url: z.url({ protocol }).max(2_000),
  types: z.array(z.enum(eventTypes)).min(1).max(eventTypes.length),
  enabled: z.boolean(),
});

export const create = body.extend({ enabled: z.boolean().default(true) });
export const update = body.partial();
export const list = listQuery({ page });
export const listDeliveries = listQuery({ page });

nameSchemas("WebhookEndpoint", { params, resource, create, update });

export type Create = z.output<typeof create>;
export type Update = z.output<typeof update>;
export type ListQuery = z.output<typeof list>;
export type Status = z.output<typeof delivery>["status"];
