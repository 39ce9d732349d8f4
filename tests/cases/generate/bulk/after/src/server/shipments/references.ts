import { type Actor } from "~/server/auth/access";
import { lookedUp } from "~/server/references";
import * as depotReferences from "~/server/depots/references";
import * as labelReferences from "~/server/labels/references";
import type * as schema from "./schema";

/** Refuses a body that points to what does not exist, or is not for the actor to use. */
export async function assertPointers(
  actor: Actor | null,
  input: Partial<schema.Create>,
) {
  await depotReferences.assertVisible(actor, "depotId", input.depotId);
  await labelReferences.assertVisible(actor, "labelIds", input.labelIds);
}

/** Looks up once what many bodies point to. */
export async function lookAhead(
  actor: Actor | null,
  inputs: Partial<schema.Create>[],
) {
  await lookedUp(
    depotReferences.assertVisible(
      actor,
      "depotId",
      inputs.map((input) => input.depotId),
    ),
  );
  await lookedUp(
    labelReferences.assertVisible(
      actor,
      "labelIds",
      inputs.flatMap((input) => input.labelIds ?? []),
    ),
  );
}
