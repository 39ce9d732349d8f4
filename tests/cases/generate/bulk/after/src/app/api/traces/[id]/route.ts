import { otherMethods } from "~/server/http/methods";
import { noContent, ok } from "~/server/http/responses";
import { route } from "~/server/http/route";
import * as policy from "~/server/traces/policy";
import * as schema from "~/server/traces/schema";
import * as service from "~/server/traces/service";

// GET /api/traces/:id
export const GET = route(
  { access: policy.get, params: schema.params },
  async ({ scope, params }) => ok(await service.get(scope, params.id)),
);

// DELETE /api/traces/:id
export const DELETE = route(
  { access: policy.remove, params: schema.params },
  async ({ scope, params }) => {
    await service.remove(scope, params.id);
    return noContent();
  },
);

export const { POST, PUT, PATCH, OPTIONS } = otherMethods("GET", "DELETE");
