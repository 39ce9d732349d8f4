import { otherMethods } from "~/server/http/methods";
import { ok } from "~/server/http/responses";
import { route } from "~/server/http/route";
import * as policy from "~/server/pictures/policy";
import * as schema from "~/server/pictures/schema";
import * as service from "~/server/pictures/service";

// POST /api/pictures/:id/restore
export const POST = route(
  {
    access: policy.remove,
    params: schema.params,
    answer: schema.resource,
  },
  async ({ actor, params }) => ok(await service.restore(actor, params.id)),
);

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
