import { type Actor } from "~/server/auth/access";
import { db } from "~/server/db";
import * as genrePolicy from "~/server/genres/policy";
import * as genreRow from "~/server/genres/row";
import { rowsByKeys, withRelations } from "~/server/included";
import { pageOf } from "~/server/pagination";
import { reference } from "~/server/references";
import { and, distinctKeys, idRefs, idsOf, orNull } from "~/server/rows";
import * as songPolicy from "~/server/songs/policy";
import * as songRow from "~/server/songs/row";
import { transaction } from "~/server/transaction";
import { type Where } from "./policy";
import { fromRow, select, type Row } from "./row";
import type * as schema from "./schema";

/** The rows that a body references, by field. */
export const references = {
  genreIds: reference({
    rule: genrePolicy.get,
    find: (query) => db.genre.findMany(query),
  }),
};

/** Rows with the relations that answers can include. */
const rows = withRelations(select, fromRow, {
  songs: rowsByKeys({
    keys: (row: Row) => distinctKeys(row.placements, "songId"),
    rule: songPolicy.list,
    find: (query) => db.song.findMany(query),
    row: songRow,
  }),
  genres: rowsByKeys({
    keys: (row: Row) => idsOf(row.genres),
    rule: genrePolicy.list,
    find: (query) => db.genre.findMany(query),
    row: genreRow,
  }),
});

/** A page of the rows of `scope`, filtered and sorted by the query. */
export async function list(
  actor: Actor | null,
  scope: Where,
  query: schema.ListQuery,
) {
  const where = and<Where>(scope, ...query.filter.map(toWhere));
  const columns = rows.select(actor, query.include);
  const page = await pageOf(actor, query, {
    where,
    find: (part) => db.playlist.findMany({ ...part, select: columns }),
    count: () => db.playlist.count({ where }),
  });
  const items = await rows.toItems(actor, page.items, query.include);
  return { ...page, items };
}

/** One row with included relations; null if `scope` has no row with the id. */
export async function find(
  actor: Actor | null,
  scope: Where,
  id: string,
  include: schema.Include[] = [],
) {
  const row = await db.playlist.findUnique({
    where: { id, AND: [scope] },
    select: rows.select(actor, include),
  });
  return rows.toItem(actor, row, include);
}

type New = schema.Create & { id?: string; userId: string };

export async function create({ genreIds, ...input }: New) {
  const data = { ...input, genres: { connect: idRefs(genreIds) } };
  const row = await transaction(() => db.playlist.create({ data, select }));
  return fromRow(row);
}

/** Null if no row of `scope` has the id. */
export async function update(
  scope: Where,
  id: string,
  { genreIds, ...input }: schema.Update,
) {
  const where = { id, AND: [scope] };
  const data = { ...input, genres: { set: idRefs(genreIds) } };
  const row = await orNull(
    transaction(() => db.playlist.update({ where, data, select })),
  );
  return row && fromRow(row);
}

/** Null if no row of `scope` has the id. */
export async function remove(scope: Where, id: string) {
  const where = { id, AND: [scope] };
  return orNull(db.playlist.delete({ where, select: { id: true } }));
}

/** A filter of the list as a where-clause. */
function toWhere({ genreIds, songIds, ...filter }: schema.Filter): Where {
  return {
    ...filter,
    genres: genreIds && { some: { id: genreIds.has } },
    placements: songIds && {
      some: {
        songId: songIds.has,
        song: { deletedAt: null },
      },
    },
  };
}
