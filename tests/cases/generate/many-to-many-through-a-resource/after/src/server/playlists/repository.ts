import { type Actor, visible } from "~/server/auth/access";
import { db } from "~/server/db";
import { loadTargets } from "~/server/included";
import { pageOf } from "~/server/pagination";
import { reference } from "~/server/references";
import { and, distinctKeys, idRefs, idsOf, orNull } from "~/server/rows";
import * as genrePolicy from "~/server/genres/policy";
import * as genreRow from "~/server/genres/row";
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

/** A page of the rows of `scope`, filtered and sorted by the query. */
export async function list(
  actor: Actor | null,
  scope: Where,
  query: schema.ListQuery,
) {
  const where = and<Where>(scope, ...query.filter.map(toWhere));
  const page = await pageOf(actor, query, {
    where,
    find: (part) => db.playlist.findMany({ ...part, select }),
    count: () => db.playlist.count({ where }),
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
  const row = await db.playlist.findUnique({
    where: { id, AND: [scope] },
    select,
  });
  const [item] = row ? await toItems(actor, [row], include) : [];
  return item ?? null;
}

type New = schema.Create & { id?: string; userId: string };

export async function create({ genreIds, ...input }: New) {
  const row = await transaction(() =>
    db.playlist.create({
      data: {
        ...input,
        genres: {
          connect: idRefs(genreIds),
        },
      },
      select,
    }),
  );
  return fromRow(row);
}

/** Null if no row of `scope` has the id. */
export async function update(
  scope: Where,
  id: string,
  { genreIds, ...input }: schema.Update,
) {
  const row = await orNull(
    transaction(() =>
      db.playlist.update({
        where: { id, AND: [scope] },
        data: {
          ...input,
          genres: {
            set: idRefs(genreIds),
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
    db.playlist.delete({
      where: { id, AND: [scope] },
      select: { id: true },
    }),
  );
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

/** Rows as the API returns them, with included relations. */
async function toItems(
  actor: Actor | null,
  rows: Row[],
  include: schema.Include[],
) {
  const targets = {
    songs: await loadTargets({
      isIncluded: include.includes("songs"),
      keys: rows.flatMap((row) => distinctKeys(row.placements, "songId")),
      where: {
        AND: [songRow.notDeleted, visible(songPolicy.list, actor)],
      },
      find: (query) => db.song.findMany({ ...query, select: songRow.select }),
      fromRow: songRow.fromRow,
    }),
    genres: await loadTargets({
      isIncluded: include.includes("genres"),
      keys: rows.flatMap((row) => idsOf(row.genres)),
      where: visible(genrePolicy.list, actor),
      find: (query) => db.genre.findMany({ ...query, select: genreRow.select }),
      fromRow: genreRow.fromRow,
    }),
  };
  return rows.map((row) => ({
    ...fromRow(row),
    songs: targets.songs?.many(distinctKeys(row.placements, "songId")),
    genres: targets.genres?.many(idsOf(row.genres)),
  }));
}
