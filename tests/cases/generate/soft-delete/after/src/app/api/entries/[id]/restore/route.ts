import { otherMethods } from "~/server/http/methods";
import { ok } from "~/server/http/responses";
import { route } from "~/server/http/route";
import * as policy from "~/server/entries/policy";
import * as schema from "~/server/entries/schema";
import * as service from "~/server/entries/service";

// POST /api/entries/:id/restore
export const POST = route(
  {
    access: policy.remove,
    params: schema.params,
    answer: schema.resource,
  },
  async ({ actor, params }) => ok(await service.restore(actor, params.id)),
);

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
