import { otherMethods } from "~/server/http/methods";
import { noContent, ok } from "~/server/http/responses";
import { route } from "~/server/http/route";
import * as policy from "~/server/deals/policy";
import * as schema from "~/server/deals/schema";
import * as service from "~/server/deals/service";

// GET /api/deals/:id
export const GET = route(
  {
    access: policy.get,
    params: schema.params,
    query: (actor) => schema.get(policy.unreadableFields(actor)),
  },
  async ({ scope, actor, params, query }) =>
    ok(
      await service.getWithIncluded(scope, actor, params.id, query),
      query.fields,
    ),
);

// PATCH /api/deals/:id
export const PATCH = route(
  {
    access: policy.update,
    params: schema.params,
    body: schema.update,
    versioned: true,
  },
  async ({ scope, actor, params, body, version }) =>
    ok(await service.update(scope, actor, params.id, body, version)),
);

// DELETE /api/deals/:id
export const DELETE = route(
  { access: policy.remove, params: schema.params, versioned: true },
  async ({ scope, params, version }) => {
    await service.remove(scope, params.id, version);
    return noContent();
  },
);

export const { POST, PUT, OPTIONS } = otherMethods("GET", "PATCH", "DELETE");
