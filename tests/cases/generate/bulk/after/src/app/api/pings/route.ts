import { otherMethods } from "~/server/http/methods";
import { created } from "~/server/http/responses";
import { route } from "~/server/http/route";
import * as policy from "~/server/pings/policy";
import * as schema from "~/server/pings/schema";
import * as service from "~/server/pings/service";

// POST /api/pings
export const POST = route(
  { access: policy.create, body: schema.create },
  async ({ request, actor, body }) =>
    created(request, await service.create(actor, body)),
);

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
