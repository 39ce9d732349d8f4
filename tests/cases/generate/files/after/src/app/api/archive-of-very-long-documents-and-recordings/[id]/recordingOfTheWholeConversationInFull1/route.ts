import { download, uploadOf, uploadQuery } from "~/server/files/http";
import { otherMethods } from "~/server/http/methods";
import { ok } from "~/server/http/responses";
import { route } from "~/server/http/route";
import * as policy from "~/server/archive-of-very-long-documents-and-recordings/policy";
import * as schema from "~/server/archive-of-very-long-documents-and-recordings/schema";
import * as uploads from "~/server/archive-of-very-long-documents-and-recordings/uploads";

const field = "recordingOfTheWholeConversationInFull1";

// GET /api/archive-of-very-long-documents-and-recordings/:id/recordingOfTheWholeConversationInFull1
export const GET = route(
  { access: policy.get, params: schema.params },
  async ({ request, scope, params }) =>
    download(request, await uploads.get(scope, params.id, field)),
);

// PUT /api/archive-of-very-long-documents-and-recordings/:id/recordingOfTheWholeConversationInFull1?name=
export const PUT = route(
  { access: policy.update, params: schema.params, query: uploadQuery },
  async ({ request, scope, params: { id }, query }) => {
    const upload = uploadOf(request, query);
    return ok(await uploads.set(scope, id, field, upload));
  },
);

export const { POST, PATCH, DELETE, OPTIONS } = otherMethods("GET", "PUT");
