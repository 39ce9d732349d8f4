import { type BetterAuthPlugin } from "better-auth";
import { createAuthMiddleware, getSessionFromCtx } from "better-auth/api";
import { organization } from "better-auth/plugins";
import { z } from "zod";

import { db } from "~/server/db";
import { invitation } from "~/server/mail/messages";
import { MUST_VERIFY, send } from "./accounts";

/** Organisations, below /api/auth/organization: owners and admins invite members by mail. */
export const organisations = organization({
  invitationExpiresIn: 7 * 24 * 60 * 60,
  cancelPendingInvitationsOnReInvite: true,
  requireEmailVerificationOnInvitation: MUST_VERIFY,
  sendInvitationEmail: async ({ id, email, inviter }) =>
    send(invitation(email, inviter.user.email, id)),
});

/** New sessions begin in the first organisation of the user; API keys belong to that of their session. */
export const activeOrganisation = {
  id: "active-organisation",
  init: () => ({
    options: {
      databaseHooks: {
        session: {
          create: {
            before: async (session) => {
              const activeOrganizationId = await firstOf(session.userId);
              return { data: { ...session, activeOrganizationId } };
            },
          },
        },
      },
    },
  }),
  hooks: {
    after: [
      {
        matcher: ({ path }) => path === "/api-key/create",
        handler: createAuthMiddleware(async (context) => {
          const signedIn = await getSessionFromCtx(context);
          await bindKey(context.context.returned, signedIn?.session);
        }),
      },
    ],
  },
} satisfies BetterAuthPlugin;

async function firstOf(userId: string) {
  const member = await db.member.findFirst({
    where: { userId },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { organizationId: true },
  });
  return member?.organizationId ?? null;
}

const madeKey = z.object({ id: z.string() });
const active = z.object({ activeOrganizationId: z.string().nullish() });

async function bindKey(created: unknown, session: unknown) {
  const key = madeKey.safeParse(created).data;
  const organizationId = active.safeParse(session).data?.activeOrganizationId;
  if (!key || !organizationId) return;
  const data = { organizationId };
  await db.apiKey.update({ where: key, data, select: { id: true } });
}
