import { type Actor } from "~/server/auth/access";
import { db, type Prisma } from "~/server/db";
import { pageOf } from "~/server/pagination";
import {
  and,
  idRefs,
  nestedCreate,
  orNull,
  withNestedErrors,
} from "~/server/rows";
import * as internationalOrganizationMembershipEntryRow from "~/server/international-organization-membership-entries/row";
import { transaction } from "~/server/transaction";
import { fromRow, select, type Row, type Where } from "./row";
import type * as schema from "./schema";

type OrderBy =
  Prisma.InternationalOrganizationOfOrganizationsOrderByWithRelationInput;

/** A page of the rows of `scope`, filtered and sorted by the query. */
export async function list(
  actor: Actor | null,
  scope: Where,
  query: schema.ListQuery,
) {
  const where = and<Where>(scope);
  const page = await pageOf<Where, OrderBy, Row>(actor, query, {
    where,
    find: (part) =>
      db.internationalOrganizationOfOrganizations.findMany({ ...part, select }),
    count: () => db.internationalOrganizationOfOrganizations.count({ where }),
  });
  return { ...page, items: page.items.map(fromRow) };
}

export async function find(scope: Where, id: string) {
  const row = await db.internationalOrganizationOfOrganizations.findUnique({
    where: { id, AND: [scope] },
    select,
  });
  return row && fromRow(row);
}

/** The ids that exist in `scope`. */
export async function listIds(scope: Where, ids: string[]) {
  return db.internationalOrganizationOfOrganizations.findMany({
    where: { AND: [scope, { id: { in: ids } }] },
    take: ids.length,
    select: { id: true },
  });
}

type New = schema.Create & { id?: string; userId: string };

export async function create({
  theSubjectsThatItIsAllowedToTalkOfInHereIds,
  theMembershipsThatHaveBeenEnteredForThis,
  ...input
}: New) {
  const created = transaction(() =>
    db.internationalOrganizationOfOrganizations.create({
      data: {
        ...input,
        theSubjectsThatItIsAllowedToTalkOfInHere: {
          connect: idRefs(theSubjectsThatItIsAllowedToTalkOfInHereIds),
        },
        theMembershipsThatHaveBeenEnteredForThis: nestedCreate(
          theMembershipsThatHaveBeenEnteredForThis,
          internationalOrganizationMembershipEntryRow.embedded,
        ),
      },
      select,
    }),
  );
  const row = await withNestedErrors(
    {
      InternationalOrganizationMembershipEntry:
        "theMembershipsThatHaveBeenEnteredForThis",
    },
    created,
  );
  return fromRow(row);
}

/** Null if no row of `scope` has the id. */
export async function update(
  scope: Where,
  id: string,
  { theSubjectsThatItIsAllowedToTalkOfInHereIds, ...input }: schema.Update,
) {
  const row = await orNull(
    transaction(() =>
      db.internationalOrganizationOfOrganizations.update({
        where: { id, AND: [scope] },
        data: {
          ...input,
          theSubjectsThatItIsAllowedToTalkOfInHere: {
            set: idRefs(theSubjectsThatItIsAllowedToTalkOfInHereIds),
          },
        },
        select,
      }),
    ),
  );
  return row && fromRow(row);
}

/** Null if no row of `scope` has the id. */
export async function remove(scope: Where, id: string) {
  return orNull(
    db.internationalOrganizationOfOrganizations.delete({
      where: { id, AND: [scope] },
      select: { id: true },
    }),
  );
}
