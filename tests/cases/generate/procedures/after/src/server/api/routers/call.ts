import { parameters, parseQuery, rowInput, version } from "~/server/api/input";
import { createTRPCRouter, publicProcedure } from "~/server/api/trpc";
import { unreadable } from "~/server/auth/fields";
import * as policy from "~/server/calls/policy";
import * as schema from "~/server/calls/schema";
import * as service from "~/server/calls/service";

/** The operations of `/api/calls` as procedures. */
export const callRouter = createTRPCRouter({
  list: publicProcedure.input(parameters).query(({ ctx: { actor }, input }) => {
    const query = schema.list(unreadable(actor, policy.queryFields()));
    return service.list(actor, parseQuery(query, input));
  }),
  get: publicProcedure
    .input(rowInput(schema.get))
    .query(({ ctx, input: { id, query } }) =>
      service.get(ctx.actor, id, query),
    ),
  create: publicProcedure
    .input(schema.create)
    .mutation(({ ctx, input }) => service.create(ctx.actor, input)),
  update: publicProcedure
    .input(schema.params.extend({ data: schema.update, version }))
    .mutation(({ ctx, input: { id, data, version } }) =>
      service.update(ctx.actor, id, data, version),
    ),
  delete: publicProcedure
    .input(schema.params.extend({ version }))
    .mutation(({ ctx, input: { id, version } }) =>
      service.remove(ctx.actor, id, version),
    ),
  restore: publicProcedure
    .input(schema.params)
    .mutation(({ ctx, input }) => service.restore(ctx.actor, input.id)),
  // Procedures of your own go here.
});
