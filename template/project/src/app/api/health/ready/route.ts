import { everyone } from "~/server/auth/access";
import { assertReady } from "~/server/health";
import { otherMethods } from "~/server/http/methods";
import { ok } from "~/server/http/responses";
import { route } from "~/server/http/route";

// GET /api/health/ready: the database answers, too. Whoever spreads requests leaves this one out where it does not.
export const GET = route({ access: everyone }, async () => {
  await assertReady();
  return ok({ status: "ready" });
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
