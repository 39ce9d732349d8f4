import { otherMethods } from "~/server/http/methods";
import { created, ok } from "~/server/http/responses";
import { route } from "~/server/http/route";
import * as policy from "~/server/tasks/policy";
import * as schema from "~/server/tasks/schema";
import * as service from "~/server/tasks/service";

// GET /api/tasks
export const GET = route(
  { access: policy.list, query: schema.list },
  async ({ scope, query }) => ok(await service.list(scope, query)),
);

// POST /api/tasks
export const POST = route(
  { access: policy.create, body: schema.create },
  async ({ request, actor, body }) =>
    created(request, await service.create(actor, body)),
);

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET", "POST");
