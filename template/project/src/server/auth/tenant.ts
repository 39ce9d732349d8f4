import { forbidden, unauthorized } from "~/server/errors";
import { type Actor } from "./actor";

/** The actor's tenant, to which new rows belong; throws if the actor has none. */
export function tenantOf(actor: Actor | null): string {
  if (!actor) throw unauthorized();
  if (actor.tenantId === null) throw forbidden();
  return actor.tenantId;
}
