import { otherMethods } from "~/server/http/methods";
import { route } from "~/server/http/route";
import { importOperation, importRows } from "~/server/import/http";
import * as policy from "~/server/seats/policy";
import * as schema from "~/server/seats/schema";
import * as service from "~/server/seats/service";

// POST /api/seats/import: the rows of a file of CSV or JSON lines
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
      existing: {
        keys: schema.importKeys,
        find: service.idBy,
        change: schema.update,
        update: service.update,
      },
    }),
);

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
