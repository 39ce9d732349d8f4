import { otherMethods } from "~/server/http/methods";
import { noContent, ok } from "~/server/http/responses";
import { route } from "~/server/http/route";
import * as policy from "~/server/international-organization-membership-entries/policy";
import * as schema from "~/server/international-organization-membership-entries/schema";
import * as service from "~/server/international-organization-membership-entries/service";

// GET /api/international-organization-membership-entries/:id
export const GET = route(
  { access: policy.get, params: schema.params },
  async ({ scope, params }) => ok(await service.get(scope, params.id)),
);

// PATCH /api/international-organization-membership-entries/:id
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

// DELETE /api/international-organization-membership-entries/:id
export const DELETE = route(
  { access: policy.remove, params: schema.params, versioned: true },
  async ({ scope, params, version }) => {
    await service.remove(scope, params.id, version);
    return noContent();
  },
);

export const { POST, PUT, OPTIONS } = otherMethods("GET", "PATCH", "DELETE");
