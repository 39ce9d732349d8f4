import { otherMethods } from "~/server/http/methods";
import { created } from "~/server/http/responses";
import { route } from "~/server/http/route";
import * as policy from "~/server/signups/policy";
import * as schema from "~/server/signups/schema";
import * as service from "~/server/signups/service";

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

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
