import { otherMethods } from "~/server/http/methods";
import { created, ok, selectItemFields } from "~/server/http/responses";
import { route } from "~/server/http/route";
import * as policy from "~/server/choirs/policy";
import * as schema from "~/server/choirs/schema";
import * as service from "~/server/choirs/service";

// GET /api/choirs
export const GET = route(
  { access: policy.list, query: schema.list },
  async ({ scope, actor, query }) =>
    ok(selectItemFields(await service.list(scope, actor, query), query.fields)),
);

// POST /api/choirs
export const POST = route(
  { access: policy.create, body: schema.create },
  async ({ request, actor, body }) =>
    created(request, await service.create(actor, body)),
);

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET", "POST");
