import { db, type Prisma } from "~/server/db";
import * as repository from "~/server/international-organization-membership-entries/repository";
import * as schema from "~/server/international-organization-membership-entries/schema";
import { datetime, decimal, fakerFor, freeNumber, oneOf, words } from "../fake";
import * as internationalOrganizationOfOrganizationsRows from "./international-organization-of-organizations";

/** Foreign keys of international organization membership entries. */
export type References = {
  theOrganizationThatTheMembershipIsForNowId: string;
};

/** Inserts the rows that one has to reference, for a user. */
export async function references(userId: string): Promise<References> {
  return {
    theOrganizationThatTheMembershipIsForNowId:
      await internationalOrganizationOfOrganizationsRows.insertId(userId),
  };
}

/** The body of row number n. */
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

/** The rows that conflict with the unique values of body number n. */
function conflictingRows(
  n: number,
  references: References,
): Prisma.InternationalOrganizationMembershipEntryWhereInput {
  const made = body(n, references);
  return {
    OR: [
      {
        theNameUnderWhichTheMemberHasBeenEntered:
          made.theNameUnderWhichTheMemberHasBeenEntered,
      },
      {
        theOrganizationThatTheMembershipIsForNowId:
          made.theOrganizationThatTheMembershipIsForNowId,
        theNameUnderWhichTheMemberHasBeenEntered:
          made.theNameUnderWhichTheMemberHasBeenEntered,
      },
    ],
  };
}

/** A number whose body conflicts with no row. */
async function numberFor(references: References) {
  const where = (n: number) => conflictingRows(n, references);
  const { n } = await freeNumber(async (one) => {
    const taken = await db.internationalOrganizationMembershipEntry.count({
      where: where(one),
    });
    return taken > 0;
  });
  return n;
}

/** A valid body for a user: its references exist, and its unique values are free. */
export async function fresh(userId: string): Promise<schema.Create> {
  const pointers = await references(userId);
  return body(await numberFor(pointers), pointers);
}

type Options = {
  id?: string;
  n?: number;
  references?: References;
  /** Fixed values. */
  fields?: Partial<schema.Create>;
};

/** Inserts a row for a user, and the rows that it references unless they are given. */
export async function insert(userId: string, options: Options = {}) {
  const { id, fields } = options;
  const pointers = options.references ?? (await references(userId));
  const n = options.n ?? (await numberFor(pointers));
  const input = { ...body(n, pointers), ...fields };
  return repository.create({ id, ...input });
}

export async function insertId(userId: string) {
  return (await insert(userId)).id;
}

/** The ids that exist. */
export async function listIds(ids: string[]) {
  return repository.listIds({}, ids);
}
