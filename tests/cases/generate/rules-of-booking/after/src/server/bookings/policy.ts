import {
  allOf,
  anyOf,
  signedIn,
  type Actor,
  type Rule,
} from "~/server/auth/access";
import { rows, rowsNow } from "~/server/auth/conditions";
import { type Prisma } from "~/server/db";
import * as appointmentTypePolicy from "~/server/appointment-types/policy";

/** A condition on bookings. */
export type Where = Prisma.BookingWhereInput;

/** The bookings that the actor owns. */
function owner(actor: Actor | null): Where | null {
  if (!actor) return null;
  return { userId: actor.id };
}

/** The bookings of an appointment type that the actor owns. */
function appointmentTypeOwner(actor: Actor | null): Where | null {
  if (!actor) return null;
  const ids = actor.related?.appointmentTypeOwner;
  if (ids) {
    return { appointmentTypeId: { in: ids } };
  }
  return {
    appointmentType: {
      userId: actor.id,
    },
  };
}

/** The bookings of an appointment type that the actor may get. */
function canGetAppointmentType(actor: Actor | null): Where | null {
  const scope = appointmentTypePolicy.get(actor);
  return scope && { appointmentType: { is: scope } };
}

// Access rules by operation; see `auth/access.ts`.
export const list: Rule<Where> = anyOf(owner, appointmentTypeOwner);
export const get: Rule<Where> = anyOf(owner, appointmentTypeOwner);
export const create: Rule<Where> = allOf(
  canGetAppointmentType,
  signedIn,
  rowsNow<Where>((now) => ({ startsAt: { gt: now } })),
);
export const update: Rule<Where> = allOf(
  anyOf(owner, appointmentTypeOwner),
  rows<Where>({ status: { not: "cancelled" } }),
  rowsNow<Where>((now) => ({ startsAt: { gt: now } })),
);

/** The rows that an update may result in. */
export const updated: Rule<Where> = anyOf(owner, appointmentTypeOwner);
export const remove: Rule<Where> = allOf(
  owner,
  rows<Where>({ status: "pending" }),
);
