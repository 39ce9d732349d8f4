import { authorise, type Actor } from "~/server/auth/access";
import { assertWritable } from "~/server/auth/fields";
import * as dealReferences from "~/server/deals/references";
import * as policy from "./policy";
import { type Embedded } from "./row";
import type * as schema from "./schema";

/** Refuses a body that points to what does not exist, or is not for the actor to use. */
export async function assertPointers(
  actor: Actor | null,
  input: Partial<schema.Create>,
) {
  await dealReferences.assertChangeable(actor, "dealId", input.dealId);
}

/** Refuses rows that are to be created within deals, but that the actor may not create. */
export async function assertEmbedded(
  actor: Actor | null,
  name: string,
  rows: Embedded[] = [],
) {
  if (rows.length > 0) authorise(policy.create, actor);
  for (const [index, row] of rows.entries()) {
    assertWritable(policy.fields, actor, row, `/${name}/${index}`);
  }
}
