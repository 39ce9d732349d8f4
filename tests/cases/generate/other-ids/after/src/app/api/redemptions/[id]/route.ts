import { otherMethods } from "~/server/http/methods";
import { noContent, ok } from "~/server/http/responses";
import { route } from "~/server/http/route";
import * as policy from "~/server/redemptions/policy";
import * as schema from "~/server/redemptions/schema";
import * as service from "~/server/redemptions/service";

// GET /api/redemptions/:id
export const GET = route(
  {
    access: policy.get,
    params: schema.params,
    answer: schema.resource,
    openapi: {
      operationId: "getRedemption",
      summary: "Get one redemption",
      tags: ["Redemption"],
    },
  },
  async ({ actor, params }) => ok(await service.get(actor, params.id)),
);

// PATCH /api/redemptions/:id
export const PATCH = route(
  {
    access: policy.update,
    params: schema.params,
    body: schema.update,
    answer: schema.resource,
    openapi: {
      operationId: "updateRedemption",
      summary: "Update one redemption",
      tags: ["Redemption"],
    },
  },
  async ({ actor, params, body }) =>
    ok(await service.update(actor, params.id, body)),
);

// DELETE /api/redemptions/:id
export const DELETE = route(
  {
    access: policy.remove,
    params: schema.params,
    status: 204,
    openapi: {
      operationId: "deleteRedemption",
      summary: "Delete one redemption",
      tags: ["Redemption"],
    },
  },
  async ({ actor, params }) => {
    await service.remove(actor, params.id);
    return noContent();
  },
);

export const { POST, PUT, OPTIONS } = otherMethods("GET", "PATCH", "DELETE");
