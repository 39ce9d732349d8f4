import { type Actor } from "~/server/auth/access";
import { db } from "~/server/db";
import { pageOf } from "~/server/pagination";
import { reference } from "~/server/references";
import { and, idRefs, orNull } from "~/server/rows";
import * as topicPolicy from "~/server/topics/policy";
import { transaction } from "~/server/transaction";
import * as policy from "./policy";
import { type Where } from "./policy";
import { fromRow, select } from "./row";
import type * as schema from "./schema";

/** The rows that a body references, by field. */
export const references = {
  topicIds: reference({
    rule: topicPolicy.get,
    find: (query) => db.topic.findMany(query),
  }),
  relatedIds: reference({
    rule: policy.get,
    find: (query) => db.article.findMany(query),
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
    find: (part) => db.article.findMany({ ...part, select }),
    count: () => db.article.count({ where }),
  });
  return { ...page, items: page.items.map(fromRow) };
}

/** One row; null if `scope` has no row with the id. */
export async function find(scope: Where, id: string) {
  const row = await db.article.findUnique({
    where: { id, AND: [scope] },
    select,
  });
  return row && fromRow(row);
}

type New = schema.Create & { id?: string };

export async function create({ topicIds, relatedIds, ...input }: New) {
  const data = {
    ...input,
    topics: { connect: idRefs(topicIds) },
    related: { connect: idRefs(relatedIds) },
  };
  const row = await transaction(() => db.article.create({ data, select }));
  return fromRow(row);
}

/** Null if no row of `scope` has the id. */
export async function update(
  scope: Where,
  id: string,
  { topicIds, relatedIds, ...input }: schema.Update,
) {
  const where = { id, AND: [scope] };
  const data = {
    ...input,
    topics: { set: idRefs(topicIds) },
    related: { set: idRefs(relatedIds) },
  };
  const row = await orNull(
    transaction(() => db.article.update({ where, data, select })),
  );
  return row && fromRow(row);
}

/** Null if no row of `scope` has the id. */
export async function remove(scope: Where, id: string) {
  const where = { id, AND: [scope] };
  return orNull(db.article.delete({ where, select: { id: true } }));
}
