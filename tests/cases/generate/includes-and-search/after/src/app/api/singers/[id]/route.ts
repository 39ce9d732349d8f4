import { otherMethods } from "~/server/http/methods";
import { noContent, ok } from "~/server/http/responses";
import { route } from "~/server/http/route";
import * as policy from "~/server/singers/policy";
import * as schema from "~/server/singers/schema";
import * as service from "~/server/singers/service";

// GET /api/singers/:id
export const GET = route(
  { access: policy.get, params: schema.params, query: schema.get },
  async ({ scope, actor, params, query }) =>
    ok(await service.getWithIncluded(scope, actor, params.id, query)),
);

// PATCH /api/singers/:id
export const PATCH = route(
  { access: policy.update, params: schema.params, body: schema.update },
  async ({ scope, actor, params, body }) =>
    ok(await service.update(scope, actor, params.id, body)),
);

// DELETE /api/singers/:id
export const DELETE = route(
  { access: policy.remove, params: schema.params },
  async ({ scope, params }) => {
    await service.remove(scope, params.id);
    return noContent();
  },
);

export const { POST, PUT, OPTIONS } = otherMethods("GET", "PATCH", "DELETE");
