import { otherMethods } from "~/server/http/methods";
import { created, ok } from "~/server/http/responses";
import { route } from "~/server/http/route";
import * as policy from "~/server/international-organization-of-organizations/policy";
import * as schema from "~/server/international-organization-of-organizations/schema";
import * as service from "~/server/international-organization-of-organizations/service";

// GET /api/international-organization-of-organizations
export const GET = route(
  { access: policy.list, query: schema.list },
  async ({ scope, query }) => ok(await service.list(scope, query)),
);

// POST /api/international-organization-of-organizations
export const POST = route(
  { access: policy.create, body: schema.create },
  async ({ request, actor, body }) =>
    created(request, await service.create(actor, body)),
);

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET", "POST");
