import { assertAccessible } from "~/server/references";
import * as policy from "./policy";
import * as repository from "./repository";

/** Throws if songs with these ids do not exist, or the actor may not see them. */
export const assertVisible = assertAccessible(policy.get, repository.listIds);
