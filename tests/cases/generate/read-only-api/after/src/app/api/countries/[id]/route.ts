import { otherMethods } from "~/server/http/methods";
import { ok } from "~/server/http/responses";
import { route } from "~/server/http/route";
import * as policy from "~/server/countries/policy";
import * as schema from "~/server/countries/schema";
import * as service from "~/server/countries/service";

export const GET = route(
  {
    access: policy.get,
    params: schema.params,
    answer: schema.resource,
  },
  async ({ actor, params }) => ok(await service.get(actor, params.id)),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
