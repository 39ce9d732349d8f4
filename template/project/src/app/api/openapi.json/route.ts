import { everyone } from "~/server/auth/access";
import { otherMethods } from "~/server/http/methods";
import { ok } from "~/server/http/responses";
import { route } from "~/server/http/route";
import { openapi } from "~/server/openapi";

// GET /api/openapi.json
export const GET = route({ access: everyone, openapi: false }, async () =>
  ok(await openapi()),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
