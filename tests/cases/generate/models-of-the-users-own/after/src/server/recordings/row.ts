import { type Prisma } from "~/server/db";
import { idsOf, text, whole } from "~/server/rows";
import type * as schema from "./schema";

/** Which rows: a condition on recordings. */
export type Where = Prisma.RecordingWhereInput;
export type Row = Prisma.RecordingGetPayload<{
  select: typeof select;
}>;

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
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

/** A row as the API shows it. */
export function fromRow({ seenIn, ...row }: Row) {
  return {
    ...row,
    ledgerId: text(row.ledgerId),
    seenInIds: idsOf(seenIn),
  };
}

/** What a new row stores otherwise than it is sent. */
export function stored(sent: schema.Create) {
  return {
    ledgerId: whole(sent.ledgerId),
  };
}

/** What a change stores otherwise than it is sent. */
export function storedChange(change: schema.Update) {
  return {
    ledgerId: whole(change.ledgerId),
  };
}
