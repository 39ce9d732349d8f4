import { page } from "~/server/http/json-schema";
import { otherMethods } from "~/server/http/methods";
import { ok } from "~/server/http/responses";
import { route } from "~/server/http/route";
import { manage } from "~/server/outbox/webhooks/access";
import * as endpoints from "~/server/outbox/webhooks/endpoints";
import * as schema from "~/server/outbox/webhooks/schema";

// GET /api/webhook-endpoints/:id/deliveries: with ?sort=-id the newest first
export const GET = route(
  {
    access: manage,
    params: schema.params,
    query: schema.listDeliveries,
    answer: page(schema.delivery),
    openapi: {
      operationId: "listWebhookDeliveries",
      summary: "List the deliveries to an endpoint",
      tags: ["WebhookEndpoint"],
    },
  },
  async ({ actor, params, query }) =>
    ok(await endpoints.listDeliveries(actor, params.id, query)),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
