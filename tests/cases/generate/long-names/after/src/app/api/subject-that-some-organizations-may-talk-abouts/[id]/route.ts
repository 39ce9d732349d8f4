import { otherMethods } from "~/server/http/methods";
import { noContent, ok } from "~/server/http/responses";
import { route } from "~/server/http/route";
import * as policy from "~/server/subject-that-some-organizations-may-talk-abouts/policy";
import * as schema from "~/server/subject-that-some-organizations-may-talk-abouts/schema";
import * as service from "~/server/subject-that-some-organizations-may-talk-abouts/service";

// GET /api/subject-that-some-organizations-may-talk-abouts/:id
export const GET = route(
  { access: policy.get, params: schema.params },
  async ({ scope, params }) => ok(await service.get(scope, params.id)),
);

// PATCH /api/subject-that-some-organizations-may-talk-abouts/:id
export const PATCH = route(
  { access: policy.update, params: schema.params, body: schema.update },
  async ({ scope, actor, params, body }) =>
    ok(await service.update(scope, actor, params.id, body)),
);

// DELETE /api/subject-that-some-organizations-may-talk-abouts/:id
export const DELETE = route(
  { access: policy.remove, params: schema.params },
  async ({ scope, params }) => {
    await service.remove(scope, params.id);
    return noContent();
  },
);

export const { POST, PUT, OPTIONS } = otherMethods("GET", "PATCH", "DELETE");
