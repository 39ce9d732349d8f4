import { download, uploadOf, uploadQuery } from "~/server/files/http";
import { otherMethods } from "~/server/http/methods";
import { ok } from "~/server/http/responses";
import { route } from "~/server/http/route";
import * as policy from "~/server/gadgets/policy";
import * as schema from "~/server/gadgets/schema";
import * as uploads from "~/server/gadgets/uploads";

const field = "manual";

// GET /api/gadgets/:id/manual
export const GET = route(
  { access: policy.get, params: schema.params },
  async ({ request, scope, params }) =>
    download(request, await uploads.get(scope, params.id, field)),
);

// PUT /api/gadgets/:id/manual?name=
export const PUT = route(
  {
    access: policy.update,
    params: schema.params,
    query: uploadQuery,
    versioned: true,
  },
  async ({ request, scope, params: { id }, query, version }) => {
    const upload = uploadOf(request, query);
    return ok(await uploads.set(scope, id, field, upload, version));
  },
);

export const { POST, PATCH, DELETE, OPTIONS } = otherMethods("GET", "PUT");
