import { otherMethods } from "~/server/http/methods";
import { noContent, ok } from "~/server/http/responses";
import { route } from "~/server/http/route";
import * as policy from "~/server/campaigns/policy";
import * as schema from "~/server/campaigns/schema";
import * as service from "~/server/campaigns/service";

export const GET = route(
  {
    access: policy.get,
    params: schema.params,
    answer: schema.resource,
  },
  async ({ actor, params }) => ok(await service.get(actor, params.id)),
);

export const PATCH = route(
  {
    access: policy.update,
    params: schema.params,
    body: schema.update,
    answer: schema.resource,
  },
  async ({ actor, params, body }) =>
    ok(await service.update(actor, params.id, body)),
);

export const DELETE = route(
  {
    access: policy.remove,
    params: schema.params,
    status: 204,
  },
  async ({ actor, params }) => {
    await service.remove(actor, params.id);
    return noContent();
  },
);

export const { POST, PUT, OPTIONS } = otherMethods("GET", "PATCH", "DELETE");
