import { otherMethods } from "~/server/http/methods";
import { created, ok, selectItemFields } from "~/server/http/responses";
import { route } from "~/server/http/route";
import * as policy from "~/server/deals/policy";
import * as schema from "~/server/deals/schema";
import * as service from "~/server/deals/service";

// GET /api/deals
export const GET = route(
  {
    access: policy.list,
    query: (actor) => schema.list(policy.unreadableFields(actor)),
  },
  async ({ scope, actor, query }) =>
    ok(selectItemFields(await service.list(scope, actor, query), query.fields)),
);

// POST /api/deals
export const POST = route(
  { access: policy.create, body: schema.create },
  async ({ request, actor, body }) =>
    created(request, await service.create(actor, body)),
);

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET", "POST");
