import { type Prisma } from "~/server/db";
import { day, dayOf, scaled, text, unscaled, whole } from "~/server/rows";
import type * as schema from "./schema";

/** Which rows: a condition on carriers. */
export type Where = Prisma.CarrierWhereInput;
export type Row = Prisma.CarrierGetPayload<{
  select: typeof select;
}>;

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
export const select = {
  id: true,
  name: true,
  kind: true,
  fee: true,
  carried: true,
  since: true,
  userId: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.CarrierSelect;

/** A row as the API shows it. */
export function fromRow(row: Row) {
  return {
    ...row,
    fee: unscaled(row.fee, 2),
    carried: text(row.carried),
    since: dayOf(row.since),
  };
}

/** What a new row stores otherwise than it is sent. */
export function stored(sent: schema.Create) {
  return {
    fee: scaled(sent.fee, 2),
    carried: whole(sent.carried),
    since: day(sent.since),
  };
}

/** What a change stores otherwise than it is sent. */
export function storedChange(change: schema.Update) {
  return {
    fee: scaled(change.fee, 2),
    carried: whole(change.carried),
    since: day(change.since),
  };
}
