import { otherMethods } from "~/server/http/methods";
import { route } from "~/server/http/route";
import { importOperation, importRows } from "~/server/import/http";
import * as policy from "~/server/turnstiles/policy";
import * as schema from "~/server/turnstiles/schema";
import * as service from "~/server/turnstiles/service";

// POST /api/turnstiles/import: the rows of a file of CSV or JSON lines
export const POST = route(
  {
    access: policy.create,
    query: schema.imported,
    openapi: importOperation("Create rows of a file"),
  },
  async (context) =>
    importRows(context, {
      resource: schema.resource,
      create: schema.create,
      insert: service.create,
    }),
);

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
