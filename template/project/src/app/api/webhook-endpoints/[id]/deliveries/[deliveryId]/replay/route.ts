import { otherMethods } from "~/server/http/methods";
import { ok } from "~/server/http/responses";
import { route } from "~/server/http/route";
import { manage } from "~/server/outbox/webhooks/access";
import * as endpoints from "~/server/outbox/webhooks/endpoints";
import * as schema from "~/server/outbox/webhooks/schema";

// POST /api/webhook-endpoints/:id/deliveries/:deliveryId/replay
export const POST = route(
  {
    access: manage,
    params: schema.deliveryParams,
    answer: schema.delivery,
    openapi: {
      operationId: "replayWebhookDelivery",
      summary: "Deliver once more",
      tags: ["WebhookEndpoint"],
    },
  },
  async ({ actor, params }) =>
    ok(await endpoints.replay(actor, params.id, params.deliveryId)),
);

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
