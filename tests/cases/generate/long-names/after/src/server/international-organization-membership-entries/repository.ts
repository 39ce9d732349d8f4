import { type Actor } from "~/server/auth/access";
import { db } from "~/server/db";
import * as internationalOrganizationOfOrganizationsPolicy from "~/server/international-organization-of-organizations/policy";
import { pageOf } from "~/server/pagination";
import { reference } from "~/server/references";
import { and, orNull, scaledFilter } from "~/server/rows";
import { type Where } from "./policy";
import { fromRow, select, stored, storedChange } from "./row";
import type * as schema from "./schema";

/** The rows that a body references, by field. */
export const references = {
  theOrganizationThatTheMembershipIsForNowId: reference({
    rule: internationalOrganizationOfOrganizationsPolicy.update,
    find: (query) =>
      db.internationalOrganizationOfOrganizations.findMany(query),
  }),
};

/** A page of the rows of `scope`, filtered and sorted by the query. */
export async function list(
  actor: Actor | null,
  scope: Where,
  query: schema.ListQuery,
) {
  const where = and<Where>(scope, ...query.filter.map(toWhere));
  const page = await pageOf(actor, query, {
    where,
    find: (part) =>
      db.internationalOrganizationMembershipEntry.findMany({ ...part, select }),
    count: () => db.internationalOrganizationMembershipEntry.count({ where }),
  });
  return { ...page, items: page.items.map(fromRow) };
}

/** One row; null if `scope` has no row with the id. */
export async function find(scope: Where, id: string) {
  const row = await db.internationalOrganizationMembershipEntry.findUnique({
    where: { id, AND: [scope] },
    select,
  });
  return row && fromRow(row);
}

type New = schema.Create & { id?: string };

export async function create(input: New) {
  const data = { ...input, ...stored(input) };
  const row = await db.internationalOrganizationMembershipEntry.create({
    data,
    select,
  });
  return fromRow(row);
}

/** Null if no row of `scope` has the id and the version, if given. */
export async function update(
  scope: Where,
  id: string,
  input: schema.Update,
  version?: number,
) {
  const where = { id, version, AND: [scope] };
  const data = { ...input, ...storedChange(input), version: { increment: 1 } };
  const row = await orNull(
    db.internationalOrganizationMembershipEntry.update({ where, data, select }),
  );
  return row && fromRow(row);
}

/** Null if no row of `scope` has the id and the version, if given. */
export async function remove(scope: Where, id: string, version?: number) {
  const where = { id, version, AND: [scope] };
  return orNull(
    db.internationalOrganizationMembershipEntry.delete({
      where,
      select: { id: true },
    }),
  );
}

/** A filter of the list as a where-clause. */
function toWhere(filter: schema.Filter): Where {
  return {
    ...filter,
    theContributionOfTheMemberForOneYearOnly: scaledFilter(
      filter.theContributionOfTheMemberForOneYearOnly,
      2,
    ),
  };
}
