import { otherMethods } from "~/server/http/methods";
import { ok } from "~/server/http/responses";
import { route } from "~/server/http/route";
import { actionParams } from "~/server/http/states";
import * as policy from "~/server/repairs/policy";
import * as schema from "~/server/repairs/schema";
import * as service from "~/server/repairs/service";
import { transitions } from "~/server/repairs/states";

// POST /api/repairs/:id/actions/:action
export const POST = route(
  {
    access: policy.act,
    params: actionParams(schema.params, transitions),
    answer: schema.resource,
    versioned: true,
    actions: { rules: policy.actions, transitions },
  },
  async ({ actor, params: { id, action }, version }) =>
    ok(await service.act(actor, id, action, version)),
);

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
