import { z } from "zod";

import { nameSchemas } from "~/server/http/json-schema";
import { listQuery } from "~/server/http/query";
import { datetime, listOf } from "~/server/http/scalars";
import * as internationalOrganizationMembershipEntrySchema from "~/server/international-organization-membership-entries/schema";

/** The path parameters of a single row. */
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

/** The body of a create. */
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

/** The body of an update, a JSON Merge Patch (RFC 7396): absent fields are kept, null clears. */
export const update = create.partial().omit({
  theMembershipsThatHaveBeenEnteredForThis: true,
});

/** What the list can be queried by, and its page size. */
export const list = listQuery({
  page: { size: 20, max: 100 },
});

nameSchemas("InternationalOrganizationOfOrganizations", {
  params,
  resource,
  create,
  update,
});

export type Create = z.output<typeof create>;
export type Update = z.output<typeof update>;
export type ListQuery = z.output<typeof list>;
