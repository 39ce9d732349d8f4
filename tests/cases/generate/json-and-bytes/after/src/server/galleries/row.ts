import { type Prisma } from "~/server/db";
import { base64, bytesOf, jsonOf } from "~/server/rows";
import type * as schema from "./schema";

export type Row = Prisma.GalleryGetPayload<{ select: typeof select }>;

/** The columns that the API returns. To return another one, add it here and to `schema.resource`. */
export const select = {
  id: true,
  settings: true,
  place: true,
  second: true,
  cover: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.GallerySelect;

/** A row as the API returns it. */
export function fromRow(row: Row) {
  return {
    ...row,
    place: row.place as schema.Place,
    second: row.second as schema.Place | null,
    cover: base64(row.cover),
  };
}

/** The fields of a new row that are stored in another form than the API's. */
export function stored(sent: schema.Create) {
  return {
    settings: jsonOf(sent.settings),
    place: jsonOf(sent.place),
    second: jsonOf(sent.second),
    cover: bytesOf(sent.cover),
  };
}

/** The fields of an update that are stored in another form than the API's. */
export function storedChange(change: schema.Change) {
  return {
    settings: jsonOf(change.settings),
    place: jsonOf(change.place),
    second: jsonOf(change.second),
    cover: bytesOf(change.cover),
  };
}
