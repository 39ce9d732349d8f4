import { type Prisma } from "~/server/db";
import { idsOf, text, whole } from "~/server/rows";
import type * as schema from "./schema";

/** A condition on recordings. */
export type Where = Prisma.RecordingWhereInput;
export type Row = Prisma.RecordingGetPayload<{
  select: typeof select;
}>;

/** The columns that the API returns. To return another one, add it here and to `schema.resource`. */
export const select = {
  id: true,
  title: true,
  studioId: true,
  fallbackId: true,
  mixedById: true,
  ledgerId: true,
  seenIn: { select: { id: true } },
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.RecordingSelect;

/** A row as the API returns it. */
export function fromRow({ seenIn, ...row }: Row) {
  return {
    ...row,
    ledgerId: text(row.ledgerId),
    seenInIds: idsOf(seenIn),
  };
}

/** The fields of a new row that are stored in another form than the API's. */
export function stored(sent: schema.Create) {
  return {
    ledgerId: whole(sent.ledgerId),
  };
}

/** The fields of an update that are stored in another form than the API's. */
export function storedChange(change: schema.Update) {
  return {
    ledgerId: whole(change.ledgerId),
  };
}
