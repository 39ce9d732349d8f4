import { page } from "~/server/http/json-schema";
import { otherMethods } from "~/server/http/methods";
import { created, ok } from "~/server/http/responses";
import { route } from "~/server/http/route";
import { manage } from "~/server/outbox/webhooks/access";
import * as endpoints from "~/server/outbox/webhooks/endpoints";
import * as schema from "~/server/outbox/webhooks/schema";

export const GET = route(
  {
    access: manage,
    query: schema.list,
    answer: page(schema.resource),
  },
  async ({ actor, query }) => ok(await endpoints.list(actor, query)),
);

export const POST = route(
  {
    access: manage,
    body: schema.create,
    answer: schema.created,
    status: 201,
  },
  async ({ request, actor, body }) =>
    created(request, await endpoints.create(actor, body)),
);

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET", "POST");
