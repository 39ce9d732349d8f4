import { type Prisma } from "~/server/db";
import { scaled, unscaled } from "~/server/rows";
import type * as schema from "./schema";

/** Which rows: a condition on redemptions. */
export type Where = Prisma.RedemptionWhereInput;
export type Row = Prisma.RedemptionGetPayload<{
  select: typeof select;
}>;

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
export const select = {
  id: true,
  amount: true,
  voucherId: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.RedemptionSelect;

/** A row as the API shows it. */
export function fromRow(row: Row) {
  return {
    ...row,
    amount: unscaled(row.amount, 2),
  };
}

/** What a new row stores otherwise than it is sent. */
export function stored(sent: schema.Create) {
  return {
    amount: scaled(sent.amount, 2),
  };
}

/** What a change stores otherwise than it is sent. */
export function storedChange(change: schema.Update) {
  return {
    amount: scaled(change.amount, 2),
  };
}
