import { columnsOf, exported, exportOperation } from "~/server/http/export";
import { otherMethods } from "~/server/http/methods";
import { route } from "~/server/http/route";
import * as policy from "~/server/exchange-days/policy";
import * as schema from "~/server/exchange-days/schema";
import * as service from "~/server/exchange-days/service";

// GET /api/exchange-days/export: all rows of the list, as CSV or as JSON lines
export const GET = route(
  {
    access: policy.list,
    query: schema.exported,
    openapi: exportOperation("Export all of the list"),
  },
  async ({ actor, query }) => {
    const file = {
      name: "exchange-days",
      columns: columnsOf(schema.resource),
      format: query.format,
    };
    return exported(file, async (page) =>
      service.readPage(actor, { ...query, ...page }),
    );
  },
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
