import { type Prisma } from "~/server/db";
import { day, dayOf, scaled, unscaled } from "~/server/rows";
import type * as schema from "./schema";

export type Row = Prisma.InvoiceGetPayload<{ select: typeof select }>;

/** The columns that the API returns. To return another one, add it here and to `schema.resource`. */
export const select = {
  id: true,
  number: true,
  state: true,
  total: true,
  rate: true,
  due: true,
  createdAt: true,
  updatedAt: true,
  version: true,
} satisfies Prisma.InvoiceSelect;

/** A row as the API returns it. */
export function fromRow(row: Row) {
  return {
    ...row,
    total: unscaled(row.total, 2),
    rate: unscaled(row.rate, 4),
    due: dayOf(row.due),
  };
}

/** The fields of a new row that are stored in another form than the API's. */
export function stored(sent: schema.Create) {
  return {
    total: scaled(sent.total, 2),
    rate: scaled(sent.rate, 4),
    due: day(sent.due),
  };
}

/** The fields of an update that are stored in another form than the API's. */
export function storedChange(change: schema.Update) {
  return {
    total: scaled(change.total, 2),
    rate: scaled(change.rate, 4),
    due: day(change.due),
  };
}
