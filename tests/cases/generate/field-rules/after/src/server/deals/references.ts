import { type Actor } from "~/server/auth/access";
import { assertAccessible, ignoringRefusals } from "~/server/references";
import * as agentReferences from "~/server/agents/references";
import * as taskReferences from "~/server/tasks/references";
import * as policy from "./policy";
import * as repository from "./repository";
import type * as schema from "./schema";

/** Throws if a body references rows that do not exist, or that the actor may not use. */
export async function assertInputReferences(
  actor: Actor | null,
  input: Partial<schema.Create>,
) {
  await agentReferences.assertVisible(actor, "agentId", input.agentId);
  await taskReferences.assertEmbedded(actor, "tasks", input.tasks);
}

/** Looks up the references of all bodies, with one query for each field. */
export async function prefetchReferences(
  actor: Actor | null,
  inputs: Partial<schema.Create>[],
) {
  await ignoringRefusals(
    agentReferences.assertVisible(
      actor,
      "agentId",
      inputs.map((input) => input.agentId),
    ),
  );
}

/** Throws if deals with these ids do not exist, or the actor may not see them. */
export const assertVisible = assertAccessible(policy.get, repository.listIds);

/** Throws if deals with these ids do not exist, or the actor may not update them. */
export const assertUpdatable = assertAccessible(
  policy.update,
  repository.listIds,
);
