import { page } from "~/server/http/json-schema";
import { otherMethods } from "~/server/http/methods";
import { created, ok } from "~/server/http/responses";
import { route } from "~/server/http/route";
import * as policy from "~/server/invoices/policy";
import * as schema from "~/server/invoices/schema";
import * as service from "~/server/invoices/service";

export const GET = route(
  {
    access: policy.list,
    query: schema.list,
    answer: page(schema.resource),
  },
  async ({ actor, query }) => ok(await service.list(actor, query)),
);

export const POST = route(
  {
    access: policy.create,
    body: schema.create,
    answer: schema.resource,
    status: 201,
  },
  async ({ request, actor, body }) =>
    created(request, await service.create(actor, body)),
);

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET", "POST");
