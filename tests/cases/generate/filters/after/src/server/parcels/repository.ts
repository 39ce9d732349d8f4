import { type Actor, visible } from "~/server/auth/access";
import * as carrierPolicy from "~/server/carriers/policy";
import { db } from "~/server/db";
import { pageOf } from "~/server/pagination";
import { reference } from "~/server/references";
import {
  and,
  dayFilter,
  idRefs,
  orNull,
  scaledFilter,
  scopedTo,
  wholeFilter,
} from "~/server/rows";
import * as stampPolicy from "~/server/stamps/policy";
import { transaction } from "~/server/transaction";
import { type Where } from "./policy";
import { fromRow, select } from "./row";
import type * as schema from "./schema";

/** The rows that a body references, by field. */
export const references = {
  carrierId: reference({
    rule: carrierPolicy.get,
    find: (query) => db.carrier.findMany(query),
  }),
  backupId: reference({
    rule: carrierPolicy.get,
    find: (query) => db.carrier.findMany(query),
  }),
  stampIds: reference({
    rule: stampPolicy.get,
    find: (query) => db.stamp.findMany(query),
  }),
};

/** A page of the rows of `scope`, filtered and sorted by the query. */
export async function list(
  actor: Actor | null,
  scope: Where,
  query: schema.ListQuery,
) {
  const where = and<Where>(
    scope,
    ...query.filter.map((filter) => toWhere(actor, filter)),
  );
  const page = await pageOf(actor, query, {
    where,
    find: (part) => db.parcel.findMany({ ...part, select }),
    count: () => db.parcel.count({ where }),
  });
  return { ...page, items: page.items.map(fromRow) };
}

/** One row; null if `scope` has no row with the id. */
export async function find(scope: Where, id: string) {
  const row = await db.parcel.findUnique({
    where: { id, AND: [scope] },
    select,
  });
  return row && fromRow(row);
}

type New = schema.Create & { id?: string };

export async function create({ stampIds, ...input }: New) {
  const data = { ...input, stamps: { connect: idRefs(stampIds) } };
  const row = await transaction(() => db.parcel.create({ data, select }));
  return fromRow(row);
}

/** Null if no row of `scope` has the id. */
export async function update(
  scope: Where,
  id: string,
  { stampIds, ...input }: schema.Update,
) {
  const where = { id, AND: [scope] };
  const data = { ...input, stamps: { set: idRefs(stampIds) } };
  const row = await orNull(
    transaction(() => db.parcel.update({ where, data, select })),
  );
  return row && fromRow(row);
}

/** Null if no row of `scope` has the id. */
export async function remove(scope: Where, id: string) {
  const where = { id, AND: [scope] };
  return orNull(db.parcel.delete({ where, select: { id: true } }));
}

/** A filter of the list as a where-clause. */
function toWhere(
  actor: Actor | null,
  { stampIds, ...filter }: schema.Filter,
): Where {
  return {
    ...filter,
    stamps: stampIds && { some: { id: stampIds.has } },
    carrier: scopedTo(
      [visible(carrierPolicy.get, actor)],
      filter.carrier && {
        ...filter.carrier,
        fee: scaledFilter(filter.carrier.fee, 2),
      },
    ),
    backup: scopedTo(
      [visible(carrierPolicy.get, actor)],
      filter.backup && {
        ...filter.backup,
        carried: wholeFilter(filter.backup.carried),
        since: dayFilter(filter.backup.since),
      },
    ),
  };
}
