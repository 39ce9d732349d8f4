import { type Actor } from "~/server/auth/access";
import { db } from "~/server/db";
import * as internationalOrganizationMembershipEntryRow from "~/server/international-organization-membership-entries/row";
import { pageOf } from "~/server/pagination";
import { reference } from "~/server/references";
import {
  and,
  idRefs,
  nestedCreate,
  nestedTransaction,
  orNull,
} from "~/server/rows";
import * as subjectThatSomeOrganizationsMayTalkAboutPolicy from "~/server/subject-that-some-organizations-may-talk-abouts/policy";
import { transaction } from "~/server/transaction";
import { type Where } from "./policy";
import { fromRow, select } from "./row";
import type * as schema from "./schema";

/** The rows that a body references, by field. */
export const references = {
  theSubjectsThatItIsAllowedToTalkOfInHereIds: reference({
    rule: subjectThatSomeOrganizationsMayTalkAboutPolicy.get,
    find: (query) =>
      db.subjectThatSomeOrganizationsMayTalkAbout.findMany(query),
  }),
};

/** A page of the rows of `scope`, filtered and sorted by the query. */
export async function list(
  actor: Actor | null,
  scope: Where,
  query: schema.ListQuery,
) {
  const where = and<Where>(scope);
  const page = await pageOf(actor, query, {
    where,
    find: (part) =>
      db.internationalOrganizationOfOrganizations.findMany({ ...part, select }),
    count: () => db.internationalOrganizationOfOrganizations.count({ where }),
  });
  return { ...page, items: page.items.map(fromRow) };
}

/** One row; null if `scope` has no row with the id. */
export async function find(scope: Where, id: string) {
  const row = await db.internationalOrganizationOfOrganizations.findUnique({
    where: { id, AND: [scope] },
    select,
  });
  return row && fromRow(row);
}

type New = schema.Create & { id?: string; userId: string };

/** The fields of nested rows, by model. */
const nested = {
  InternationalOrganizationMembershipEntry:
    "theMembershipsThatHaveBeenEnteredForThis",
};

export async function create({
  theSubjectsThatItIsAllowedToTalkOfInHereIds,
  theMembershipsThatHaveBeenEnteredForThis,
  ...input
}: New) {
  const data = {
    ...input,
    theSubjectsThatItIsAllowedToTalkOfInHere: {
      connect: idRefs(theSubjectsThatItIsAllowedToTalkOfInHereIds),
    },
    theMembershipsThatHaveBeenEnteredForThis: nestedCreate(
      theMembershipsThatHaveBeenEnteredForThis,
      internationalOrganizationMembershipEntryRow.stored,
    ),
  };
  const row = await nestedTransaction(nested, data, () =>
    db.internationalOrganizationOfOrganizations.create({ data, select }),
  );
  return fromRow(row);
}

/** Null if no row of `scope` has the id. */
export async function update(
  scope: Where,
  id: string,
  { theSubjectsThatItIsAllowedToTalkOfInHereIds, ...input }: schema.Update,
) {
  const where = { id, AND: [scope] };
  const data = {
    ...input,
    theSubjectsThatItIsAllowedToTalkOfInHere: {
      set: idRefs(theSubjectsThatItIsAllowedToTalkOfInHereIds),
    },
  };
  const row = await orNull(
    transaction(() =>
      db.internationalOrganizationOfOrganizations.update({
        where,
        data,
        select,
      }),
    ),
  );
  return row && fromRow(row);
}

/** Null if no row of `scope` has the id. */
export async function remove(scope: Where, id: string) {
  const where = { id, AND: [scope] };
  return orNull(
    db.internationalOrganizationOfOrganizations.delete({
      where,
      select: { id: true },
    }),
  );
}
