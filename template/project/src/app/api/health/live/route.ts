import { otherMethods } from "~/server/http/methods";
import { ok, secure } from "~/server/http/responses";

// GET /api/health/live: the process answers. Whoever starts processes starts another one where it does not.
export const GET = async (request: Request) =>
  secure(ok({ status: "live" }), request);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
