import { type Actor } from "~/server/auth/access";
import { db } from "~/server/db";
import * as outside from "~/server/outside";
import { pageOf } from "~/server/pagination";
import { and, idRefs, orNull } from "~/server/rows";
import { transaction } from "~/server/transaction";
import { type Where } from "./policy";
import { fromRow, select } from "./row";
import type * as schema from "./schema";

/** The rows that a body references, by field. */
export const references = {
  chairId: outside.userReference,
  founderId: outside.userReference,
  memberIds: outside.userReference,
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
    find: (part) => db.committee.findMany({ ...part, select }),
    count: () => db.committee.count({ where }),
  });
  return { ...page, items: page.items.map(fromRow) };
}

/** One row; null if `scope` has no row with the id. */
export async function find(scope: Where, id: string) {
  const row = await db.committee.findUnique({
    where: { id, AND: [scope] },
    select,
  });
  return row && fromRow(row);
}

type New = schema.Create & { id?: string; userId: string };

export async function create({ memberIds, ...input }: New) {
  const data = { ...input, members: { connect: idRefs(memberIds) } };
  const row = await transaction(() => db.committee.create({ data, select }));
  return fromRow(row);
}

/** Null if no row of `scope` has the id. */
export async function update(
  scope: Where,
  id: string,
  { memberIds, ...input }: schema.Update,
) {
  const where = { id, AND: [scope] };
  const data = { ...input, members: { set: idRefs(memberIds) } };
  const row = await orNull(
    transaction(() => db.committee.update({ where, data, select })),
  );
  return row && fromRow(row);
}

/** Null if no row of `scope` has the id. */
export async function remove(scope: Where, id: string) {
  const where = { id, AND: [scope] };
  return orNull(db.committee.delete({ where, select: { id: true } }));
}

/** A filter of the list as a where-clause. */
function toWhere(filter: schema.Filter): Where {
  return {
    ...filter,
  };
}
