import { queryInput, rowInput, version } from "~/server/api/input";
import { createTRPCRouter, publicProcedure } from "~/server/api/trpc";
import * as schema from "~/server/chapters/schema";
import * as service from "~/server/chapters/service";

/** The operations of `/api/chapters` as procedures. */
export const chapterRouter = createTRPCRouter({
  list: publicProcedure
    .input(queryInput(schema.list))
    .query(({ ctx, input }) => service.list(ctx.actor, input)),
  get: publicProcedure
    .input(rowInput(schema.get, schema.key.shape.id))
    .query(({ ctx, input: { id, query } }) =>
      service.get(ctx.actor, id, query),
    ),
  create: publicProcedure
    .input(schema.create)
    .mutation(({ ctx, input }) => service.create(ctx.actor, input)),
  update: publicProcedure
    .input(schema.key.extend({ data: schema.update, version }))
    .mutation(({ ctx, input: { id, data, version } }) =>
      service.update(ctx.actor, id, data, version),
    ),
  delete: publicProcedure
    .input(schema.key.extend({ version }))
    .mutation(({ ctx, input: { id, version } }) =>
      service.remove(ctx.actor, id, version),
    ),
  // Procedures of your own go here.
});
