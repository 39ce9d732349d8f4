import { type Actor } from "~/server/auth/access";
import { assertOpen, lookedUp } from "~/server/references";
import * as agentReferences from "~/server/agents/references";
import * as taskReferences from "~/server/tasks/references";
import * as policy from "./policy";
import * as repository from "./repository";
import type * as schema from "./schema";

/** Refuses a body that points to what does not exist, or is not for the actor to use. */
export async function assertPointers(
  actor: Actor | null,
  input: Partial<schema.Create>,
) {
  await agentReferences.assertVisible(actor, "agentId", input.agentId);
  await taskReferences.assertEmbedded(actor, "tasks", input.tasks);
}

/** Looks up once what many bodies point to. */
export async function lookAhead(
  actor: Actor | null,
  inputs: Partial<schema.Create>[],
) {
  await lookedUp(
    agentReferences.assertVisible(
      actor,
      "agentId",
      inputs.map((input) => input.agentId),
    ),
  );
}

/** Refuses ids of deals that do not exist, or that the actor may not see. */
export const assertVisible = assertOpen(policy.get, repository.existing);

/** Refuses ids of deals that the actor may not change, and so not add to. */
export const assertChangeable = assertOpen(policy.update, repository.existing);
