import { page } from "~/server/http/answers";
import { otherMethods } from "~/server/http/methods";
import { created, ok } from "~/server/http/responses";
import { route } from "~/server/http/route";
import * as policy from "~/server/invoices/policy";
import * as schema from "~/server/invoices/schema";
import * as service from "~/server/invoices/service";

// GET /api/invoices
export const GET = route(
  {
    access: policy.list,
    query: schema.list,
    answer: page(schema.resource),
    openapi: {
      operationId: "listInvoice",
      summary: "List invoices",
      tags: ["Invoice"],
    },
  },
  async ({ actor, query }) => ok(await service.list(actor, query)),
);

// POST /api/invoices
export const POST = route(
  {
    access: policy.create,
    body: schema.create,
    answer: schema.resource,
    status: 201,
    openapi: {
      operationId: "createInvoice",
      summary: "Create one invoice",
      tags: ["Invoice"],
    },
  },
  async ({ request, actor, body }) =>
    created(request, await service.create(actor, body)),
);

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET", "POST");
