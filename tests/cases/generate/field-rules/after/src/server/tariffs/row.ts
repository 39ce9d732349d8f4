import { type Prisma } from "~/server/db";
import { scaled, unscaled } from "~/server/rows";
import type * as schema from "./schema";

export type Row = Prisma.TariffGetPayload<{ select: typeof select }>;

/** The columns that the API returns. To return another one, add it here and to `schema.resource`. */
export const select = {
  id: true,
  name: true,
  price: true,
} satisfies Prisma.TariffSelect;

/** A row as the API returns it. */
export function fromRow(row: Row) {
  return {
    ...row,
    price: unscaled(row.price, 2),
  };
}

/** The fields of a new row that are stored in another form than the API's. */
export function stored(sent: schema.Create) {
  return { price: scaled(sent.price, 2) };
}

/** The fields of an update that are stored in another form than the API's. */
export function storedChange(change: schema.Update) {
  return { price: scaled(change.price, 2) };
}
