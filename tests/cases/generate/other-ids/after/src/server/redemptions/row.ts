import { type Prisma } from "~/server/db";
import { scaled, unscaled } from "~/server/rows";
import type * as schema from "./schema";

/** A condition on redemptions. */
export type Where = Prisma.RedemptionWhereInput;
export type Row = Prisma.RedemptionGetPayload<{
  select: typeof select;
}>;

/** The columns that the API returns. To return another one, add it here and to `schema.resource`. */
export const select = {
  id: true,
  amount: true,
  voucherId: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.RedemptionSelect;

/** A row as the API returns it. */
export function fromRow(row: Row) {
  return {
    ...row,
    amount: unscaled(row.amount, 2),
  };
}

/** The fields of a new row that are stored in another form than the API's. */
export function stored(sent: schema.Create) {
  return {
    amount: scaled(sent.amount, 2),
  };
}

/** The fields of an update that are stored in another form than the API's. */
export function storedChange(change: schema.Update) {
  return {
    amount: scaled(change.amount, 2),
  };
}
