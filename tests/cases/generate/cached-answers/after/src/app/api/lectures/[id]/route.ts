import { otherMethods } from "~/server/http/methods";
import { noContent, ok } from "~/server/http/responses";
import { route } from "~/server/http/route";
import * as policy from "~/server/lectures/policy";
import { answer } from "~/server/lectures/row";
import * as schema from "~/server/lectures/schema";
import * as service from "~/server/lectures/service";

export const GET = route(
  {
    access: policy.get,
    fields: policy.fields,
    params: schema.params,
    query: schema.get,
    answer: answer,
    cached: true,
  },
  async ({ actor, params, query }) =>
    ok(await service.get(actor, params.id, query)),
);

export const PATCH = route(
  {
    access: policy.update,
    fields: policy.fields,
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
