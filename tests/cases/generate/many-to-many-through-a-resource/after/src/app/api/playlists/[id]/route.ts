import { otherMethods } from "~/server/http/methods";
import { noContent, ok } from "~/server/http/responses";
import { route } from "~/server/http/route";
import * as policy from "~/server/playlists/policy";
import * as schema from "~/server/playlists/schema";
import * as service from "~/server/playlists/service";

// GET /api/playlists/:id
export const GET = route(
  { access: policy.get, params: schema.params, query: schema.get },
  async ({ scope, actor, params, query }) =>
    ok(await service.getWithIncluded(scope, actor, params.id, query)),
);

// PATCH /api/playlists/:id
export const PATCH = route(
  { access: policy.update, params: schema.params, body: schema.update },
  async ({ scope, actor, params, body }) =>
    ok(await service.update(scope, actor, params.id, body)),
);

// DELETE /api/playlists/:id
export const DELETE = route(
  { access: policy.remove, params: schema.params },
  async ({ scope, params }) => {
    await service.remove(scope, params.id);
    return noContent();
  },
);

export const { POST, PUT, OPTIONS } = otherMethods("GET", "PATCH", "DELETE");
