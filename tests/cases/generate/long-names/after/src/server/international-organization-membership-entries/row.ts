import { type Prisma } from "~/server/db";
import { scaled, unscaled } from "~/server/rows";
import type * as schema from "./schema";

/** A condition on international organization membership entries. */
export type Where = Prisma.InternationalOrganizationMembershipEntryWhereInput;
export type Row = Prisma.InternationalOrganizationMembershipEntryGetPayload<{
  select: typeof select;
}>;

/** The columns that the API returns. To return another one, add it here and to `schema.resource`. */
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

/** A row as the API returns it. */
export function fromRow(row: Row) {
  return {
    ...row,
    theContributionOfTheMemberForOneYearOnly: unscaled(
      row.theContributionOfTheMemberForOneYearOnly,
      2,
    ),
  };
}

/** The fields of a new row that are stored in another form than the API's. */
export function stored(sent: Embedded) {
  return {
    theContributionOfTheMemberForOneYearOnly: scaled(
      sent.theContributionOfTheMemberForOneYearOnly,
      2,
    ),
  };
}

/** The fields of an update that are stored in another form than the API's. */
export function storedChange(change: schema.Update) {
  return {
    theContributionOfTheMemberForOneYearOnly: scaled(
      change.theContributionOfTheMemberForOneYearOnly,
      2,
    ),
  };
}

/** A row that is created with its parent (international organization of organizations), without the foreign key. */
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
