import { otherMethods } from "~/server/http/methods";
import { created, ok } from "~/server/http/responses";
import { route } from "~/server/http/route";
import * as policy from "~/server/daybooks/policy";
import * as schema from "~/server/daybooks/schema";
import * as service from "~/server/daybooks/service";

// GET /api/daybooks
export const GET = route(
  { access: policy.list, query: schema.list },
  async ({ scope, actor, query }) =>
    ok(await service.list(scope, actor, query)),
);

// POST /api/daybooks
export const POST = route(
  { access: policy.create, body: schema.create },
  async ({ request, actor, body }) =>
    created(request, await service.create(actor, body)),
);

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET", "POST");
