import { authorise, type Actor } from "~/server/auth/access";
import { assertWritable } from "~/server/auth/fields";
import * as dealReferences from "~/server/deals/references";
import * as policy from "./policy";
import { type Embedded } from "./row";
import type * as schema from "./schema";

/** Throws if a body references rows that do not exist, or that the actor may not use. */
export async function assertInputReferences(
  actor: Actor | null,
  input: Partial<schema.Create>,
) {
  await dealReferences.assertUpdatable(actor, "dealId", input.dealId);
}

/** Throws if the actor may not create these rows with their parent (deals). */
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
