import { z } from "zod";

import { listQuery } from "~/server/http/query";
import { datetime, listOf } from "~/server/http/scalars";
import * as internationalOrganizationMembershipEntrySchema from "~/server/international-organization-membership-entries/schema";

/** The path of one. */
export const params = z.strictObject({ id: z.uuid().toLowerCase() });

/** The answer: what the API shows of one. */
export const resource = z.strictObject({
  id: z.uuid(),
  theNameUnderWhichTheOrganizationIsListed: z.string(),
  theSubjectsThatItIsAllowedToTalkOfInHereIds: z.array(z.uuid()),
  userId: z.string(),
  createdAt: datetime(),
  updatedAt: datetime(),
});

/** What a client sends to create one. */
export const create = z.strictObject({
  theNameUnderWhichTheOrganizationIsListed: z.string().min(1).max(200),
  theSubjectsThatItIsAllowedToTalkOfInHereIds: listOf(
    z.uuid().toLowerCase(),
    100,
  ).optional(),
  theMembershipsThatHaveBeenEnteredForThis: listOf(
    internationalOrganizationMembershipEntrySchema.create.omit({
      theOrganizationThatTheMembershipIsForNowId: true,
    }),
    100,
  ).optional(),
});

/** What a client sends to change one, a merge patch (RFC 7396): what is absent stays, null clears. */
export const update = create.partial().omit({
  theMembershipsThatHaveBeenEnteredForThis: true,
});

/** What the list can be filtered and sorted by, and how long a page is. */
export const list = listQuery({
  filter: {},
  sort: {},
  page: { size: 20, max: 100 },
});

export type Create = z.output<typeof create>;
export type Update = z.output<typeof update>;
export type ListQuery = z.output<typeof list>;
