import { otherMethods } from "~/server/http/methods";
import { created, ok } from "~/server/http/responses";
import { route } from "~/server/http/route";
import * as policy from "~/server/agents/policy";
import * as schema from "~/server/agents/schema";
import * as service from "~/server/agents/service";

// GET /api/agents
export const GET = route(
  { access: policy.list, query: schema.list },
  async ({ scope, actor, query }) =>
    ok(await service.list(scope, actor, query)),
);

// POST /api/agents
export const POST = route(
  { access: policy.create, body: schema.create },
  async ({ request, actor, body }) =>
    created(request, await service.create(actor, body)),
);

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET", "POST");
