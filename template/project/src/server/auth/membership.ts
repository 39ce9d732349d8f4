import { db } from "~/server/db";
import { AppError } from "~/server/errors";

/** The organisation that a caller works in, and the role there. */
export type Membership = { tenantId: string | null; tenantRole: string | null };

const nowhere: Membership = { tenantId: null, tenantRole: null };

type Session = {
  id: string;
  userId: string;
  activeOrganizationId?: string | null | undefined;
};

/**
 * The active organisation of a session, or that of an API key. The membership is looked up each time, so
 * that who has left or was removed is out at once.
 */
export async function membershipOf(session: Session): Promise<Membership> {
  const { userId } = session;
  // Sessions of keys have the ids of these.
  const organizationId =
    session.activeOrganizationId === undefined
      ? await organizationOfKey(session.id)
      : session.activeOrganizationId;
  if (!organizationId) return nowhere;
  const member = await db.member.findUnique({
    where: { organizationId_userId: { organizationId, userId } },
    select: { role: true },
  });
  return member
    ? { tenantId: organizationId, tenantRole: member.role }
    : nowhere;
}

async function organizationOfKey(id: string) {
  const key = await db.apiKey.findUnique({
    where: { id },
    select: { organizationId: true },
  });
  return key?.organizationId;
}

/** Throws if an organisation would have no owner without this user. */
export async function assertNotLastOwner(userId: string): Promise<void> {
  const owner = { role: { contains: "owner" } };
  const alone = await db.organization.count({
    where: {
      AND: [
        { members: { some: { ...owner, userId } } },
        { members: { none: { ...owner, NOT: { userId } } } },
      ],
    },
  });
  if (alone === 0) return;
  const message =
    "An organisation would have no owner. Delete it, or make somebody else its owner.";
  throw new AppError("conflict", message);
}
