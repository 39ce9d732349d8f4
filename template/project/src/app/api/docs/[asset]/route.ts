import { everyone } from "~/server/auth/access";
import { docsAsset, docsParams } from "~/server/http/docs";
import { otherMethods } from "~/server/http/methods";
import { route } from "~/server/http/route";

// GET /api/docs/:asset
export const GET = route(
  { access: everyone, params: docsParams, openapi: false },
  async ({ params }) => docsAsset(params.asset),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
