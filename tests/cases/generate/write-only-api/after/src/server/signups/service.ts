import { authorise, type Actor } from "~/server/auth/access";
import * as policy from "./policy";
import * as repository from "./repository";
import type * as schema from "./schema";

export async function create(actor: Actor | null, input: schema.Create) {
  authorise(policy.create, actor);
  return repository.create(input);
}
