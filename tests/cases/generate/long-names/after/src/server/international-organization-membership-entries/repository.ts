import { db, type Prisma } from "~/server/db";
import { pageOf } from "~/server/pagination";
import { orNull, scaled, scaledFilter, unscaled } from "~/server/rows";
import type * as schema from "./schema";

/** Which rows: a condition on international organization membership entries. */
export type Where = Prisma.InternationalOrganizationMembershipEntryWhereInput;
type OrderBy =
  Prisma.InternationalOrganizationMembershipEntryOrderByWithRelationInput;
type Row = Prisma.InternationalOrganizationMembershipEntryGetPayload<{
  select: typeof select;
}>;

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
const select = {
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
function fromRow(row: Row) {
  return {
    ...row,
    theContributionOfTheMemberForOneYearOnly: unscaled(
      row.theContributionOfTheMemberForOneYearOnly,
      2,
    ),
  };
}

/** A filter of the list, as the database compares it. */
function toWhere(filter: schema.Filter): Where {
  return {
    ...filter,
    theContributionOfTheMemberForOneYearOnly: scaledFilter(
      filter.theContributionOfTheMemberForOneYearOnly,
      2,
    ),
  };
}

/** The rows of `scope` that the query asks for, a page at a time. */
export async function list(scope: Where, query: schema.ListQuery) {
  const where: Where = { AND: [scope, ...query.filter.map(toWhere)] };
  const page = await pageOf<Where, OrderBy, Row>(query, where, {
    find: (part) =>
      db.internationalOrganizationMembershipEntry.findMany({ ...part, select }),
    count: () => db.internationalOrganizationMembershipEntry.count({ where }),
  });
  return { ...page, items: page.items.map(fromRow) };
}

export async function find(scope: Where, id: string) {
  const row = await db.internationalOrganizationMembershipEntry.findUnique({
    where: { id, AND: [scope] },
    select,
  });
  return row && fromRow(row);
}

/** Those of the ids that are in `scope`. */
export async function existing(scope: Where, ids: string[]) {
  return db.internationalOrganizationMembershipEntry.findMany({
    where: { AND: [scope, { id: { in: ids } }] },
    take: ids.length,
    select: { id: true },
  });
}

type New = schema.Create & { id?: string };

export async function create(input: New) {
  const row = await db.internationalOrganizationMembershipEntry.create({
    data: {
      ...input,
      theContributionOfTheMemberForOneYearOnly: scaled(
        input.theContributionOfTheMemberForOneYearOnly,
        2,
      ),
    },
    select,
  });
  return fromRow(row);
}

/** Null where no row of `scope` has the id and, if one is given, the version. */
export async function update(
  scope: Where,
  id: string,
  input: schema.Update,
  version?: number,
) {
  const row = await orNull(
    db.internationalOrganizationMembershipEntry.update({
      where: { id, version, AND: [scope] },
      data: {
        ...input,
        theContributionOfTheMemberForOneYearOnly: scaled(
          input.theContributionOfTheMemberForOneYearOnly,
          2,
        ),
        version: { increment: 1 },
      },
      select,
    }),
  );
  return row && fromRow(row);
}

/** Null where no row of `scope` has the id and, if one is given, the version. */
export async function remove(scope: Where, id: string, version?: number) {
  return orNull(
    db.internationalOrganizationMembershipEntry.delete({
      where: { id, version, AND: [scope] },
      select: { id: true },
    }),
  );
}
