import { page } from "~/server/http/json-schema";
import { otherMethods } from "~/server/http/methods";
import { created, ok } from "~/server/http/responses";
import { route } from "~/server/http/route";
import * as policy from "~/server/lectures/policy";
import { answer } from "~/server/lectures/row";
import * as schema from "~/server/lectures/schema";
import * as service from "~/server/lectures/service";

export const GET = route(
  {
    access: policy.list,
    fields: policy.fields,
    query: schema.list,
    answer: page(answer),
    cached: true,
  },
  async ({ actor, query }) => ok(await service.list(actor, query)),
);

export const POST = route(
  {
    access: policy.create,
    fields: policy.fields,
    body: schema.create,
    answer: schema.resource,
    status: 201,
  },
  async ({ request, actor, body }) =>
    created(request, await service.create(actor, body)),
);

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET", "POST");
