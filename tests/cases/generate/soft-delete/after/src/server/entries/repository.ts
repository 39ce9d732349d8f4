import { type Actor } from "~/server/auth/access";
import { db } from "~/server/db";
import { pageOf } from "~/server/pagination";
import * as picturePolicy from "~/server/pictures/policy";
import * as pictureRow from "~/server/pictures/row";
import { reference } from "~/server/references";
import { and, idRefs, orNull } from "~/server/rows";
import * as themePolicy from "~/server/themes/policy";
import * as themeRow from "~/server/themes/row";
import { transaction } from "~/server/transaction";
import * as wikiPolicy from "~/server/wikis/policy";
import * as wikiRow from "~/server/wikis/row";
import * as policy from "./policy";
import { type Where } from "./policy";
import { fromRow, notDeleted, select } from "./row";
import type * as schema from "./schema";

/** The rows that a body references, by field. */
export const references = {
  wikiId: reference({
    rule: wikiPolicy.update,
    find: (query) => db.wiki.findMany(query),
    where: wikiRow.notDeleted,
    softDelete: true,
  }),
  parentId: reference({
    rule: policy.get,
    find: (query) => db.entry.findMany(query),
    where: notDeleted,
    softDelete: true,
  }),
  coverId: reference({
    rule: picturePolicy.get,
    find: (query) => db.picture.findMany(query),
    where: pictureRow.notDeleted,
    softDelete: true,
  }),
  themeIds: reference({
    rule: themePolicy.get,
    find: (query) => db.theme.findMany(query),
    where: themeRow.notDeleted,
    softDelete: true,
  }),
};

/** A page of the rows of `scope`, filtered and sorted by the query. */
export async function list(
  actor: Actor | null,
  scope: Where,
  query: schema.ListQuery,
) {
  const where = and<Where>(notDeleted, scope);
  const page = await pageOf(actor, query, {
    where,
    find: (part) => db.entry.findMany({ ...part, select }),
    count: () => db.entry.count({ where }),
  });
  return { ...page, items: page.items.map(fromRow) };
}

/** One row; null if `scope` has no row with the id. */
export async function find(scope: Where, id: string) {
  const row = await db.entry.findUnique({
    where: { id, AND: [notDeleted, scope] },
    select,
  });
  return row && fromRow(row);
}

type New = schema.Create & { id?: string };

export async function create({ themeIds, ...input }: New) {
  const data = { ...input, themes: { connect: idRefs(themeIds) } };
  const row = await transaction(() => db.entry.create({ data, select }));
  return fromRow(row);
}

/** Null if no row of `scope` has the id. */
export async function update(
  scope: Where,
  id: string,
  { themeIds, ...input }: schema.Update,
) {
  const where = { id, AND: [notDeleted, scope] };
  const data = { ...input, themes: { set: idRefs(themeIds) } };
  const row = await orNull(
    transaction(() => db.entry.update({ where, data, select })),
  );
  return row && fromRow(row);
}

/** Null if no row of `scope` has the id, or other rows reference it. */
export async function remove(scope: Where, id: string) {
  const where = { id, AND: [notDeleted, unreferenced, scope] };
  const data = { deletedAt: new Date() };
  const removed = transaction(async () => {
    return db.entry.update({ where, data, select: { id: true } });
  });
  return orNull(removed);
}

/** Deleted rows that can be restored: their parents are not deleted. */
const restorable: Where = {
  deletedAt: { not: null },
  wiki: {
    deletedAt: null,
  },
  AND: [
    {
      OR: [
        { parentId: null },
        {
          parent: {
            deletedAt: null,
          },
        },
      ],
    },
    {
      OR: [
        { coverId: null },
        {
          cover: {
            deletedAt: null,
          },
        },
      ],
    },
  ],
};

/** Null if no deleted row of `scope` has the id, or its parent is deleted. */
export async function restore(scope: Where, id: string) {
  const where = { id, AND: [restorable, scope] };
  const data = { deletedAt: null };
  const restored = transaction(async () => {
    return db.entry.update({ where, data, select });
  });
  const row = await orNull(restored);
  return row && fromRow(row);
}

/** Whether a row of `scope` is deleted. */
export async function isDeleted(scope: Where, id: string) {
  const row = await db.entry.findUnique({
    where: { id, deletedAt: { not: null }, AND: [scope] },
    select: { id: true },
  });
  return row !== null;
}

/** Rows that no row references which is not deleted itself. */
const unreferenced: Where = {
  subentries: { none: { deletedAt: null } },
};
