import { otherMethods } from "~/server/http/methods";
import { noContent, ok } from "~/server/http/responses";
import { route } from "~/server/http/route";
import * as policy from "~/server/choirs/policy";
import * as schema from "~/server/choirs/schema";
import * as service from "~/server/choirs/service";

// GET /api/choirs/:id
export const GET = route(
  { access: policy.get, params: schema.params, query: schema.get },
  async ({ scope, actor, params, query }) =>
    ok(
      await service.getWithIncluded(scope, actor, params.id, query),
      query.fields,
    ),
);

// PATCH /api/choirs/:id
export const PATCH = route(
  { access: policy.update, params: schema.params, body: schema.update },
  async ({ scope, actor, params, body }) =>
    ok(await service.update(scope, actor, params.id, body)),
);

// DELETE /api/choirs/:id
export const DELETE = route(
  { access: policy.remove, params: schema.params },
  async ({ scope, params }) => {
    await service.remove(scope, params.id);
    return noContent();
  },
);

export const { POST, PUT, OPTIONS } = otherMethods("GET", "PATCH", "DELETE");
