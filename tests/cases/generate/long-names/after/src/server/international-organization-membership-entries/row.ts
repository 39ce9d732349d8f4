import { type Prisma } from "~/server/db";
import { scaled, unscaled } from "~/server/rows";
import type * as schema from "./schema";

/** Which rows: a condition on international organization membership entries. */
export type Where = Prisma.InternationalOrganizationMembershipEntryWhereInput;
export type Row = Prisma.InternationalOrganizationMembershipEntryGetPayload<{
  select: typeof select;
}>;

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
export const select = {
  id: true,
  theNameUnderWhichTheMemberHasBeenEntered: true,
  theKindOfMembershipThatHasBeenAgreedUpon: true,
  theContributionOfTheMemberForOneYearOnly: true,
  theMomentAtWhichTheMembershipHasBeenMade: true,
  theOrganizationThatTheMembershipIsForNowId: true,
  createdAt: true,
  updatedAt: true,
  version: true,
} satisfies Prisma.InternationalOrganizationMembershipEntrySelect;

/** A row as the API shows it. */
export function fromRow(row: Row) {
  return {
    ...row,
    theContributionOfTheMemberForOneYearOnly: unscaled(
      row.theContributionOfTheMemberForOneYearOnly,
      2,
    ),
  };
}

/** What a new row stores otherwise than it is sent. */
export function stored(sent: Embedded) {
  return {
    theContributionOfTheMemberForOneYearOnly: scaled(
      sent.theContributionOfTheMemberForOneYearOnly,
      2,
    ),
  };
}

/** What a change stores otherwise than it is sent. */
export function storedChange(change: schema.Update) {
  return {
    theContributionOfTheMemberForOneYearOnly: scaled(
      change.theContributionOfTheMemberForOneYearOnly,
      2,
    ),
  };
}

/** One that is created within international organization of organizations, and needs no key to point back. */
export type Embedded = Omit<
  schema.Create,
  "theOrganizationThatTheMembershipIsForNowId"
>;

export function embedded(input: Embedded) {
  return {
    ...input,
    ...stored(input),
  };
}
