import { type Prisma } from "~/server/db";
import { day, dayOf } from "~/server/rows";
import type * as schema from "./schema";

export type Row = Prisma.VisitGetPayload<{ select: typeof select }>;

/** The columns that the API returns. To return another one, add it here and to `schema.resource`. */
export const select = {
  id: true,
  page: true,
  updatedAt: true,
  createdAt: true,
} satisfies Prisma.VisitSelect;

/** A row as the API returns it. */
export function fromRow(row: Row) {
  return {
    ...row,
    updatedAt: dayOf(row.updatedAt),
  };
}

/** The fields of a new row that are stored in another form than the API's. */
export function stored(sent: schema.Create) {
  return { updatedAt: day(sent.updatedAt) };
}

/** The fields of an update that are stored in another form than the API's. */
export function storedChange(change: schema.Update) {
  return { updatedAt: day(change.updatedAt) };
}
