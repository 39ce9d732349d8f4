import { type Prisma } from "~/server/db";
import { scaled, unscaled } from "~/server/rows";
import type * as schema from "./schema";

export type Row = Prisma.RepairGetPayload<{ select: typeof select }>;

/** The columns that the API returns. To return another one, add it here and to `schema.resource`. */
export const select = {
  id: true,
  device: true,
  price: true,
  status: true,
  userId: true,
  createdAt: true,
  updatedAt: true,
  version: true,
} satisfies Prisma.RepairSelect;

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
