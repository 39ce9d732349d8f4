import { otherMethods } from "~/server/http/methods";
import { ok, responseTo } from "~/server/http/responses";

// GET /api/health/live: the process answers. Whoever starts processes starts another one where it does not.
export const GET = async (request: Request) =>
  responseTo(request, ok({ status: "live" }));

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
