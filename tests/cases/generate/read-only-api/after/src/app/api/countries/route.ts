import { page } from "~/server/http/json-schema";
import { otherMethods } from "~/server/http/methods";
import { ok } from "~/server/http/responses";
import { route } from "~/server/http/route";
import * as policy from "~/server/countries/policy";
import * as schema from "~/server/countries/schema";
import * as service from "~/server/countries/service";

export const GET = route(
  {
    access: policy.list,
    query: schema.list,
    answer: page(schema.resource),
  },
  async ({ actor, query }) => ok(await service.list(actor, query)),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
