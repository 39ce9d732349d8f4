import { type Actor } from "~/server/auth/access";
import { db } from "~/server/db";
import { pageOf } from "~/server/pagination";
import * as playlistPolicy from "~/server/playlists/policy";
import { reference } from "~/server/references";
import { and, orNull } from "~/server/rows";
import * as songPolicy from "~/server/songs/policy";
import * as songRow from "~/server/songs/row";
import { type Where } from "./policy";
import { fromRow, select } from "./row";
import type * as schema from "./schema";

/** The rows that a body references, by field. */
export const references = {
  playlistId: reference({
    rule: playlistPolicy.update,
    find: (query) => db.playlist.findMany(query),
  }),
  songId: reference({
    rule: songPolicy.get,
    find: (query) => db.song.findMany(query),
    where: songRow.notDeleted,
    softDelete: true,
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
    find: (part) => db.placement.findMany({ ...part, select }),
    count: () => db.placement.count({ where }),
  });
  return { ...page, items: page.items.map(fromRow) };
}

/** One row; null if `scope` has no row with the id. */
export async function find(scope: Where, id: string) {
  const row = await db.placement.findUnique({
    where: { id, AND: [scope] },
    select,
  });
  return row && fromRow(row);
}

type New = schema.Create & { id?: string };

export async function create(input: New) {
  const row = await db.placement.create({ data: input, select });
  return fromRow(row);
}

/** Null if no row of `scope` has the id. */
export async function update(scope: Where, id: string, input: schema.Update) {
  const where = { id, AND: [scope] };
  const row = await orNull(db.placement.update({ where, data: input, select }));
  return row && fromRow(row);
}

/** Null if no row of `scope` has the id. */
export async function remove(scope: Where, id: string) {
  const where = { id, AND: [scope] };
  return orNull(db.placement.delete({ where, select: { id: true } }));
}
