import { type Prisma } from "~/server/db";
import { scaled, text, unscaled, whole } from "~/server/rows";
import * as schema from "./schema";

export type Row = Prisma.MeterReadingGetPayload<{ select: typeof select }>;

/** The columns that the API returns. To return another one, add it here and to `schema.resource`. */
export const select = {
  phase: true,
  meter: true,
  number: true,
  value: true,
  userId: true,
  createdAt: true,
} satisfies Prisma.MeterReadingSelect;

/** A row as the API returns it. */
export function fromRow(row: Row) {
  return {
    id: schema.rowKey.of(row),
    ...row,
    number: text(row.number),
    value: unscaled(row.value, 3),
  };
}

/** The fields of a new row that are stored in another form than the API's. */
export function stored(sent: schema.Create) {
  return {
    number: whole(sent.number),
    value: scaled(sent.value, 3),
  };
}

/** The fields of an update that are stored in another form than the API's. */
export function storedChange(change: schema.Update) {
  return { value: scaled(change.value, 3) };
}
