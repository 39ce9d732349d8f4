import { otherMethods } from "~/server/http/methods";
import { created, ok } from "~/server/http/responses";
import { route } from "~/server/http/route";
import * as policy from "~/server/subject-that-some-organizations-may-talk-abouts/policy";
import * as schema from "~/server/subject-that-some-organizations-may-talk-abouts/schema";
import * as service from "~/server/subject-that-some-organizations-may-talk-abouts/service";

// GET /api/subject-that-some-organizations-may-talk-abouts
export const GET = route(
  { access: policy.list, query: schema.list },
  async ({ scope, query }) => ok(await service.list(scope, query)),
);

// POST /api/subject-that-some-organizations-may-talk-abouts
export const POST = route(
  { access: policy.create, body: schema.create },
  async ({ request, actor, body }) =>
    created(request, await service.create(actor, body)),
);

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET", "POST");
