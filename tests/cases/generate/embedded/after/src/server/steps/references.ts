import { authorise, type Actor } from "~/server/auth/access";
import * as recipeReferences from "~/server/recipes/references";
import * as toolReferences from "~/server/tools/references";
import * as policy from "./policy";
import { type Embedded } from "./row";
import type * as schema from "./schema";

/** Refuses a body that points to what does not exist, or is not for the actor to use. */
export async function assertPointers(
  actor: Actor | null,
  input: Partial<schema.Create>,
) {
  await recipeReferences.assertChangeable(actor, "recipeId", input.recipeId);
  await toolReferences.assertVisible(actor, "toolId", input.toolId);
}

/** Refuses rows that are to be created within recipes, but that the actor may not create. */
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
