import { type Prisma } from "~/server/db";
import { base64, bytesOf, jsonOf } from "~/server/rows";
import type * as schema from "./schema";

/** Which rows: a condition on galleries. */
export type Where = Prisma.GalleryWhereInput;
export type Row = Prisma.GalleryGetPayload<{
  select: typeof select;
}>;

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
export const select = {
  id: true,
  settings: true,
  place: true,
  second: true,
  cover: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.GallerySelect;

/** A row as the API shows it. */
export function fromRow(row: Row) {
  return {
    ...row,
    place: row.place as schema.Place,
    second: row.second as schema.Place | null,
    cover: base64(row.cover),
  };
}

/** What a new row stores otherwise than it is sent. */
export function stored(sent: schema.Create) {
  return {
    settings: jsonOf(sent.settings),
    place: jsonOf(sent.place),
    second: jsonOf(sent.second),
    cover: bytesOf(sent.cover),
  };
}

/** What a change stores otherwise than it is sent. */
export function storedChange(change: schema.Change) {
  return {
    settings: jsonOf(change.settings),
    place: jsonOf(change.place),
    second: jsonOf(change.second),
    cover: bytesOf(change.cover),
  };
}
