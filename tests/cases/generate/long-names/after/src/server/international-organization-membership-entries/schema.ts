import { z } from "zod";

import { equality, range } from "~/server/http/filters";
import { nameSchemas } from "~/server/http/json-schema";
import { listQuery } from "~/server/http/query";
import { datetime, decimal } from "~/server/http/scalars";

export const TheKindOfMembershipThatHasBeenAgreedUpon = z.enum([
  "associateMemberOfTheInternationalSection",
  "anotherKind",
]);

/** The path parameters of a single row. */
export const params = z.strictObject({ id: z.uuid().toLowerCase() });

/** Names of 40 letters. */
export const resource = z.strictObject({
  id: z.uuid(),
  theNameUnderWhichTheMemberHasBeenEntered: z.string(),
  theKindOfMembershipThatHasBeenAgreedUpon:
    TheKindOfMembershipThatHasBeenAgreedUpon,
  theContributionOfTheMemberForOneYearOnly: decimal(12, 2),
  theMomentAtWhichTheMembershipHasBeenMade: datetime().nullable(),
  theOrganizationThatTheMembershipIsForNowId: z.uuid(),
  createdAt: datetime(),
  updatedAt: datetime(),
  version: z.int(),
});

/** The body of a create. */
export const create = z.strictObject({
  theNameUnderWhichTheMemberHasBeenEntered: z.string().trim().min(1).max(200),
  theKindOfMembershipThatHasBeenAgreedUpon:
    TheKindOfMembershipThatHasBeenAgreedUpon.optional(),
  theContributionOfTheMemberForOneYearOnly: decimal(12, 2, {
    min: "0",
    max: "1000000",
  }),
  theMomentAtWhichTheMembershipHasBeenMade: datetime().nullish(),
  theOrganizationThatTheMembershipIsForNowId: z.uuid().toLowerCase(),
});

/** The body of an update, a JSON Merge Patch (RFC 7396): absent fields are kept, null clears. */
export const update = create.partial();

/** What the list can be queried by, and its page size. */
export const list = listQuery({
  filter: {
    theKindOfMembershipThatHasBeenAgreedUpon: equality(
      TheKindOfMembershipThatHasBeenAgreedUpon,
    ),
    theContributionOfTheMemberForOneYearOnly: range(decimal(12, 2)),
    theOrganizationThatTheMembershipIsForNowId: equality(
      z.uuid().toLowerCase(),
    ),
  },
  sort: {
    theContributionOfTheMemberForOneYearOnly: "required",
    theMomentAtWhichTheMembershipHasBeenMade: "nullable",
  },
  page: { size: 20, max: 100 },
});

nameSchemas(
  "InternationalOrganizationMembershipEntry",
  { params, resource, create, update },
  "Names of 40 letters.",
);

export type Create = z.output<typeof create>;
export type Update = z.output<typeof update>;
export type ListQuery = z.output<typeof list>;
export type Filter = ListQuery["filter"][number];
