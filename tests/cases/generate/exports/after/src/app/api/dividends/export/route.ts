import { unreadable } from "~/server/auth/fields";
import { columnsOf, exported, exportOperation } from "~/server/http/export";
import { otherMethods } from "~/server/http/methods";
import { route } from "~/server/http/route";
import * as policy from "~/server/dividends/policy";
import * as schema from "~/server/dividends/schema";
import * as service from "~/server/dividends/service";

// GET /api/dividends/export: all rows of the list, as CSV or as JSON lines
export const GET = route(
  {
    access: policy.list,
    fields: policy.queryFields,
    query: schema.exported,
    openapi: exportOperation("Export all of the list"),
  },
  async ({ actor, query }) => {
    const file = {
      name: "dividends",
      columns: columnsOf(
        schema.resource,
        unreadable(actor, policy.fields),
        query.fields,
      ),
      format: query.format,
    };
    return exported(file, async (page) =>
      service.list(actor, { ...query, ...page }),
    );
  },
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
