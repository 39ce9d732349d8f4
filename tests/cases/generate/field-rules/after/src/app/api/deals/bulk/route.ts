import { otherMethods } from "~/server/http/methods";
import { ok } from "~/server/http/responses";
import { route } from "~/server/http/route";
import { bulk } from "~/server/deals/bulk";
import * as policy from "~/server/deals/policy";
import * as schema from "~/server/deals/schema";

// POST /api/deals/bulk
export const POST = route(
  { access: policy.bulk, body: schema.bulk },
  async ({ actor, body }) => ok(await bulk(actor, body)),
);

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
