import { everyone } from "~/server/auth/access";
import { docsPage } from "~/server/http/docs";
import { otherMethods } from "~/server/http/methods";
import { route } from "~/server/http/route";

// GET /api/docs
export const GET = route({ access: everyone, openapi: false }, async () =>
  docsPage(),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
