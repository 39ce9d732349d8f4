import { type Prisma } from "~/server/db";
import { day, dayOf, scaled, text, unscaled, whole } from "~/server/rows";
import type * as schema from "./schema";

/** A condition on carriers. */
export type Where = Prisma.CarrierWhereInput;
export type Row = Prisma.CarrierGetPayload<{
  select: typeof select;
}>;

/** The columns that the API returns. To return another one, add it here and to `schema.resource`. */
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

/** A row as the API returns it. */
export function fromRow(row: Row) {
  return {
    ...row,
    fee: unscaled(row.fee, 2),
    carried: text(row.carried),
    since: dayOf(row.since),
  };
}

/** The fields of a new row that are stored in another form than the API's. */
export function stored(sent: schema.Create) {
  return {
    fee: scaled(sent.fee, 2),
    carried: whole(sent.carried),
    since: day(sent.since),
  };
}

/** The fields of an update that are stored in another form than the API's. */
export function storedChange(change: schema.Update) {
  return {
    fee: scaled(change.fee, 2),
    carried: whole(change.carried),
    since: day(change.since),
  };
}
