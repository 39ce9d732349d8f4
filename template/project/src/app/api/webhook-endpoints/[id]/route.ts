import { otherMethods } from "~/server/http/methods";
import { noContent, ok } from "~/server/http/responses";
import { route } from "~/server/http/route";
import { manage } from "~/server/outbox/webhooks/access";
import * as endpoints from "~/server/outbox/webhooks/endpoints";
import * as schema from "~/server/outbox/webhooks/schema";

export const GET = route(
  {
    access: manage,
    params: schema.params,
    answer: schema.resource,
  },
  async ({ actor, params }) => ok(await endpoints.get(actor, params.id)),
);

export const PATCH = route(
  {
    access: manage,
    params: schema.params,
    body: schema.update,
    answer: schema.resource,
  },
  async ({ actor, params, body }) =>
    ok(await endpoints.update(actor, params.id, body)),
);

export const DELETE = route(
  {
    access: manage,
    params: schema.params,
    status: 204,
  },
  async ({ actor, params }) => {
    await endpoints.remove(actor, params.id);
    return noContent();
  },
);

export const { POST, PUT, OPTIONS } = otherMethods("GET", "PATCH", "DELETE");
