import { everyone } from "~/server/auth/access";
import { toDocs } from "~/server/http/docs";
import { otherMethods } from "~/server/http/methods";
import { route } from "~/server/http/route";

// GET /
export const GET = route({ access: everyone, openapi: false }, async () =>
  toDocs(),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
