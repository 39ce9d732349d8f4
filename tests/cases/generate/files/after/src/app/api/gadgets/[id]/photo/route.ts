import { download, uploadOf, uploadQuery } from "~/server/files/http";
import { downloadOperation, uploadOperation } from "~/server/files/openapi";
import { otherMethods } from "~/server/http/methods";
import { noContent, ok } from "~/server/http/responses";
import { route } from "~/server/http/route";
import * as policy from "~/server/gadgets/policy";
import * as schema from "~/server/gadgets/schema";
import * as uploads from "~/server/gadgets/uploads";

const field = "photo";
const rule = schema.files[field];

// GET /api/gadgets/:id/photo
export const GET = route(
  {
    access: policy.get,
    params: schema.params,
    openapi: downloadOperation(rule),
  },
  async ({ request, actor, params }) =>
    download(request, await uploads.get(actor, params.id, field)),
);

// PUT /api/gadgets/:id/photo?name=
export const PUT = route(
  {
    access: policy.update,
    params: schema.params,
    query: uploadQuery,
    answer: schema.resource,
    versioned: true,
    openapi: uploadOperation(rule),
  },
  async ({ request, actor, params: { id }, query, version }) => {
    const upload = uploadOf(request, query);
    return ok(await uploads.set(actor, id, field, upload, version));
  },
);

// DELETE /api/gadgets/:id/photo
export const DELETE = route(
  {
    access: policy.update,
    params: schema.params,
    status: 204,
    versioned: true,
  },
  async ({ actor, params, version }) => {
    await uploads.remove(actor, params.id, field, version);
    return noContent();
  },
);

export const { POST, PATCH, OPTIONS } = otherMethods("GET", "PUT", "DELETE");
