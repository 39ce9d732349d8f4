import { authorise, type Actor } from "~/server/auth/access";
import * as recipeReferences from "~/server/recipes/references";
import * as toolReferences from "~/server/tools/references";
import * as policy from "./policy";
import { type Embedded } from "./row";
import type * as schema from "./schema";

/** Throws if a body references rows that do not exist, or that the actor may not use. */
export async function assertInputReferences(
  actor: Actor | null,
  input: Partial<schema.Create>,
) {
  await recipeReferences.assertUpdatable(actor, "recipeId", input.recipeId);
  await toolReferences.assertVisible(actor, "toolId", input.toolId);
}

/** Throws if the actor may not create these rows with their parent (recipes). */
export async function assertEmbedded(
  actor: Actor | null,
  name: string,
  rows: Embedded[] = [],
) {
  if (rows.length > 0) authorise(policy.create, actor);
  await toolReferences.assertVisible(
    actor,
    `${name}/*/toolId`,
    rows.map((row) => row.toolId),
  );
}
