import { assertOpen } from "~/server/references";
import * as policy from "./policy";
import * as repository from "./repository";

/** Refuses ids of subject that some organizations may talk abouts that do not exist, or that the actor may not see. */
export const assertVisible = assertOpen(policy.get, repository.existing);
