import * as repository from "~/server/international-organization-membership-entries/repository";
import * as schema from "~/server/international-organization-membership-entries/schema";
import { anyNumber, datetime, decimal, fakerFor, oneOf, words } from "../fake";
import * as internationalOrganizationOfOrganizationsRows from "./international-organization-of-organizations";

/** What international organization membership entries point to. */
export type References = {
  theOrganizationThatTheMembershipIsForNowId: string;
};

/** Makes what one has to point to, for a user. */
export async function references(userId: string): Promise<References> {
  return {
    theOrganizationThatTheMembershipIsForNowId:
      await internationalOrganizationOfOrganizationsRows.insertId(userId),
  };
}

/** The body that creates number n. */
export function body(n: number, references: References): schema.Create {
  const fake = fakerFor("internationalOrganizationMembershipEntry", n);
  return schema.create.parse({
    theNameUnderWhichTheMemberHasBeenEntered: words(fake, {
      min: 1,
      max: 200,
      unique: n,
    }),
    theKindOfMembershipThatHasBeenAgreedUpon: oneOf(
      fake,
      schema.TheKindOfMembershipThatHasBeenAgreedUpon.options,
    ),
    theContributionOfTheMemberForOneYearOnly: decimal(fake, {
      scale: 2,
      min: 0,
      max: 1000000,
    }),
    theMomentAtWhichTheMembershipHasBeenMade: datetime(fake),
    ...references,
  });
}

type Options = {
  id?: string;
  n?: number;
  references?: References;
  /** What is not left to chance. */
  fields?: Partial<schema.Create>;
};

/** Inserts one for a user, with what it points to where that is not given. */
export async function insert(userId: string, options: Options = {}) {
  const { id, n = anyNumber(), fields } = options;
  const pointers = options.references ?? (await references(userId));
  const input = { ...body(n, pointers), ...fields };
  return repository.create({ id, ...input });
}

export async function insertId(userId: string) {
  return (await insert(userId)).id;
}

/** Those of the ids that have a row already. */
export async function existing(ids: string[]) {
  return repository.existing({}, ids);
}
