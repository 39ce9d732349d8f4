import { otherMethods } from "~/server/http/methods";
import { ok } from "~/server/http/responses";
import { route } from "~/server/http/route";
import * as policy from "~/server/pings/policy";
import * as schema from "~/server/pings/schema";
import * as service from "~/server/pings/service";

// GET /api/pings/:id
export const GET = route(
  { access: policy.get, params: schema.params },
  async ({ scope, params }) => ok(await service.get(scope, params.id)),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
