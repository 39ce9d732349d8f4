import { type Actor } from "~/server/auth/access";
import { allOrNothing } from "~/server/bulk";
import * as policy from "./policy";
import type * as schema from "./schema";
import * as service from "./service";

/** Deletes, updates and creates in one transaction, in this order; each item as by its own request. */
export async function bulk(actor: Actor | null, body: schema.Bulk) {
  return allOrNothing(actor, async (each) => ({
    delete: await each({
      list: "delete",
      items: body.delete,
      rule: policy.remove,
      work: async ({ id, version }) => {
        await service.remove(actor, id, version);
        return { id };
      },
    }),
    update: await each({
      list: "update",
      items: body.update,
      rule: policy.update,
      work: ({ id, version, ...input }) =>
        service.update(actor, id, input, version),
    }),
    create: await each({
      list: "create",
      items: body.create,
      rule: policy.create,
      references: service.references,
      work: (input) => service.create(actor, input),
    }),
  }));
}
