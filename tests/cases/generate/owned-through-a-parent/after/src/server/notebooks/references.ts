import { assertOpen } from "~/server/references";
import * as policy from "./policy";
import * as repository from "./repository";

/** Refuses ids of notebooks that do not exist, or that the actor may not see. */
export const assertVisible = assertOpen(policy.get, repository.existing);

/** Refuses ids of notebooks that the actor may not change, and so not add to. */
export const assertChangeable = assertOpen(policy.update, repository.existing);
