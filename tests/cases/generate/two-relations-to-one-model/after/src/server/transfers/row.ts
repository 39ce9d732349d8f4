import { type Prisma } from "~/server/db";
import { scaled, unscaled } from "~/server/rows";
import type * as schema from "./schema";

/** Which rows: a condition on transfers. */
export type Where = Prisma.TransferWhereInput;
export type Row = Prisma.TransferGetPayload<{
  select: typeof select;
}>;

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
export const select = {
  id: true,
  amount: true,
  payerId: true,
  payeeId: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.TransferSelect;

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
