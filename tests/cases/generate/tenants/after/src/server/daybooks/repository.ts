import { type Actor, visible } from "~/server/auth/access";
import { db, type Prisma } from "~/server/db";
import { MAX_INCLUDED, loadTargets, pickIncluded } from "~/server/included";
import * as outside from "~/server/outside";
import { pageOf } from "~/server/pagination";
import { reference } from "~/server/references";
import { and, orNull, scopedTo } from "~/server/rows";
import * as clientPolicy from "~/server/clients/policy";
import * as clientRow from "~/server/clients/row";
import * as firmPolicy from "~/server/firms/policy";
import * as firmRow from "~/server/firms/row";
import * as postingPolicy from "~/server/postings/policy";
import * as postingRow from "~/server/postings/row";
import { type Where } from "./policy";
import { fromRow, select, type Row } from "./row";
import type * as schema from "./schema";

/** The rows that a body references, by field. */
export const references = {
  approverId: outside.peerReference,
  clientId: reference({
    rule: clientPolicy.get,
    find: (query) => db.client.findMany(query),
    where: clientRow.notDeleted,
    softDelete: true,
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
  const columns = related(actor, query.include);
  const page = await pageOf(actor, query, {
    where,
    find: (part) => db.daybook.findMany({ ...part, select: columns }),
    count: () => db.daybook.count({ where }),
  });
  const items = await toItems(actor, page.items, query.include);
  return { ...page, items };
}

/** One row with included relations; null if `scope` has no row with the id. */
export async function find(
  actor: Actor | null,
  scope: Where,
  id: string,
  include: schema.Include[] = [],
) {
  const row = await db.daybook.findUnique({
    where: { id, AND: [scope] },
    select: related(actor, include),
  });
  const [item] = row ? await toItems(actor, [row], include) : [];
  return item ?? null;
}

type New = schema.Create & {
  id?: string;
  userId: string;
  firmId: string;
};

export async function create(input: New) {
  const row = await db.daybook.create({
    data: input,
    select,
  });
  return fromRow(row);
}

/** Null if no row of `scope` has the id. */
export async function update(scope: Where, id: string, input: schema.Update) {
  const row = await orNull(
    db.daybook.update({
      where: { id, AND: [scope] },
      data: input,
      select,
    }),
  );
  return row && fromRow(row);
}

/** Null if no row of `scope` has the id. */
export async function remove(scope: Where, id: string) {
  return orNull(
    db.daybook.delete({
      where: { id, AND: [scope] },
      select: { id: true },
    }),
  );
}

/** A filter of the list as a where-clause. */
function toWhere(actor: Actor | null, filter: schema.Filter): Where {
  return {
    ...filter,
    client: scopedTo(
      [clientRow.notDeleted, visible(clientPolicy.get, actor)],
      filter.client,
    ),
  };
}

/** The columns, and the relations that are read by the same query. */
function related(actor: Actor | null, include: schema.Include[]) {
  const relations = {
    postings: {
      where: visible(postingPolicy.list, actor),
      orderBy: { id: "asc" },
      take: MAX_INCLUDED,
      select: postingRow.select,
    },
  } satisfies Prisma.DaybookSelect;
  return { ...select, ...pickIncluded(include, relations) };
}

type Related = Prisma.DaybookGetPayload<{ select: ReturnType<typeof related> }>;
type RowWithIncluded = Row & Partial<Related>;

/** Rows as the API returns them, with included relations. */
async function toItems(
  actor: Actor | null,
  rows: RowWithIncluded[],
  include: schema.Include[],
) {
  const targets = {
    client: await loadTargets({
      isIncluded: include.includes("client"),
      keys: rows.map((row) => row.clientId),
      where: {
        AND: [clientRow.notDeleted, visible(clientPolicy.get, actor)],
      },
      find: (query) =>
        db.client.findMany({ ...query, select: clientRow.select }),
      fromRow: clientRow.fromRow,
    }),
    firm: await loadTargets({
      isIncluded: include.includes("firm"),
      keys: rows.map((row) => row.firmId),
      where: visible(firmPolicy.get, actor),
      find: (query) => db.firm.findMany({ ...query, select: firmRow.select }),
      fromRow: firmRow.fromRow,
    }),
  };
  return rows.map((row) => ({
    ...fromRow(row),
    client: targets.client?.one(row.clientId),
    postings: row.postings?.map(postingRow.fromRow),
    firm: targets.firm?.one(row.firmId),
  }));
}
