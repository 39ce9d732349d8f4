import { otherMethods } from "~/server/http/methods";
import { ok } from "~/server/http/responses";
import { route } from "~/server/http/route";
import { bulk } from "~/server/badges/bulk";
import * as policy from "~/server/badges/policy";
import * as schema from "~/server/badges/schema";

// POST /api/badges/bulk: all or nothing, in the order delete, update, create
export const POST = route(
  {
    access: policy.bulk,
    body: schema.bulk,
    answer: schema.bulkAnswer,
    openapi: { summary: "Delete, update and create several at once, or none" },
  },
  async ({ actor, body }) => ok(await bulk(actor, body)),
);

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
