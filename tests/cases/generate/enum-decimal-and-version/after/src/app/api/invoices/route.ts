import { otherMethods } from "~/server/http/methods";
import { created, ok } from "~/server/http/responses";
import { route } from "~/server/http/route";
import * as policy from "~/server/invoices/policy";
import * as schema from "~/server/invoices/schema";
import * as service from "~/server/invoices/service";

// GET /api/invoices
export const GET = route(
  { access: policy.list, query: schema.list },
  async ({ actor, query }) => ok(await service.list(actor, query)),
);

// POST /api/invoices
export const POST = route(
  { access: policy.create, body: schema.create },
  async ({ request, actor, body }) =>
    created(request, await service.create(actor, body)),
);

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET", "POST");
