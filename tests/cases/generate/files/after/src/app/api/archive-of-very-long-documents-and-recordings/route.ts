import { otherMethods } from "~/server/http/methods";
import { created, ok } from "~/server/http/responses";
import { route } from "~/server/http/route";
import * as policy from "~/server/archive-of-very-long-documents-and-recordings/policy";
import * as schema from "~/server/archive-of-very-long-documents-and-recordings/schema";
import * as service from "~/server/archive-of-very-long-documents-and-recordings/service";

// GET /api/archive-of-very-long-documents-and-recordings
export const GET = route(
  { access: policy.list, query: schema.list },
  async ({ scope, query }) => ok(await service.list(scope, query)),
);

// POST /api/archive-of-very-long-documents-and-recordings
export const POST = route(
  { access: policy.create, body: schema.create },
  async ({ request, actor, body }) =>
    created(request, await service.create(actor, body)),
);

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET", "POST");
