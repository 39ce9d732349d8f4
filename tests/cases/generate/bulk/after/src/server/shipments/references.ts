import { type Actor } from "~/server/auth/access";
import { ignoringRefusals } from "~/server/references";
import * as depotReferences from "~/server/depots/references";
import * as labelReferences from "~/server/labels/references";
import type * as schema from "./schema";

/** Throws if a body references rows that do not exist, or that the actor may not use. */
export async function assertInputReferences(
  actor: Actor | null,
  input: Partial<schema.Create>,
) {
  await depotReferences.assertVisible(actor, "depotId", input.depotId);
  await labelReferences.assertVisible(actor, "labelIds", input.labelIds);
}

/** Looks up the references of all bodies, with one query for each field. */
export async function prefetchReferences(
  actor: Actor | null,
  inputs: Partial<schema.Create>[],
) {
  await ignoringRefusals(
    depotReferences.assertVisible(
      actor,
      "depotId",
      inputs.map((input) => input.depotId),
    ),
  );
  await ignoringRefusals(
    labelReferences.assertVisible(
      actor,
      "labelIds",
      inputs.flatMap((input) => input.labelIds ?? []),
    ),
  );
}
