import { type Actor } from "~/server/auth/access";
import { allOrNothing } from "~/server/bulk";
import * as policy from "./policy";
import { prefetchReferences } from "./references";
import type * as schema from "./schema";
import * as service from "./service";

/** Deletes, updates and creates in one transaction, in this order; each item as by its own request. */
export async function bulk(actor: Actor | null, body: schema.Bulk) {
  return allOrNothing(actor, async (each) => ({
    delete: await each(
      "delete",
      body.delete,
      policy.remove,
      async (scope, { id, version }) => {
        await service.remove(scope, id, version);
        return { id };
      },
    ),
    update: await each(
      "update",
      body.update,
      policy.update,
      (scope, { id, version, ...input }) =>
        service.update(scope, actor, id, input, version),
      (items) => prefetchReferences(actor, items),
    ),
    create: await each(
      "create",
      body.create,
      policy.create,
      (_, input) => service.create(actor, input),
      (items) => prefetchReferences(actor, items),
    ),
  }));
}
