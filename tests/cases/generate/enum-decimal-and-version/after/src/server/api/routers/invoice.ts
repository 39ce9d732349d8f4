import { queryInput, version } from "~/server/api/input";
import { createTRPCRouter, publicProcedure } from "~/server/api/trpc";
import * as schema from "~/server/invoices/schema";
import * as service from "~/server/invoices/service";

/** The operations of `/api/invoices` as procedures. */
export const invoiceRouter = createTRPCRouter({
  list: publicProcedure
    .input(queryInput(schema.list))
    .query(({ ctx, input }) => service.list(ctx.actor, input)),
  get: publicProcedure
    .input(schema.params)
    .query(({ ctx, input }) => service.get(ctx.actor, input.id)),
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
  // Procedures of your own go here.
});
