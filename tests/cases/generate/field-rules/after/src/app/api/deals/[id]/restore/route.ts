import { otherMethods } from "~/server/http/methods";
import { ok } from "~/server/http/responses";
import { route } from "~/server/http/route";
import * as policy from "~/server/deals/policy";
import * as schema from "~/server/deals/schema";
import * as service from "~/server/deals/service";

// POST /api/deals/:id/restore
export const POST = route(
  { access: policy.remove, params: schema.params },
  async ({ scope, params }) => ok(await service.restore(scope, params.id)),
);

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
