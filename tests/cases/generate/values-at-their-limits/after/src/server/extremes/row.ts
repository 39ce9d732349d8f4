import { type Prisma } from "~/server/db";
import {
  base64,
  bytesOf,
  day,
  dayOf,
  jsonOf,
  scaled,
  text,
  unscaled,
  whole,
} from "~/server/rows";
import type * as schema from "./schema";

/** A condition on extremes. */
export type Where = Prisma.ExtremeWhereInput;
export type Row = Prisma.ExtremeGetPayload<{
  select: typeof select;
}>;

/** The columns that the API returns. To return another one, add it here and to `schema.resource`. */
export const select = {
  id: true,
  exact: true,
  small: true,
  huge: true,
  count: true,
  ratio: true,
  flag: true,
  day: true,
  moment: true,
  code: true,
  letter: true,
  long: true,
  body: true,
  mail: true,
  link: true,
  slug: true,
  kind: true,
  data: true,
  box: true,
  blob: true,
  amount: true,
  number: true,
  note: true,
  since: true,
  at: true,
  extra: true,
  raw: true,
  choice: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.ExtremeSelect;

/** A row as the API returns it. */
export function fromRow(row: Row) {
  return {
    ...row,
    exact: unscaled(row.exact, 6),
    small: unscaled(row.small, 17),
    huge: text(row.huge),
    day: dayOf(row.day),
    box: row.box as schema.Box,
    blob: base64(row.blob),
    amount: unscaled(row.amount, 2),
    number: text(row.number),
    since: dayOf(row.since),
    raw: base64(row.raw),
  };
}

/** The fields of a new row that are stored in another form than the API's. */
export function stored(sent: schema.Create) {
  return {
    exact: scaled(sent.exact, 6),
    small: scaled(sent.small, 17),
    huge: whole(sent.huge),
    day: day(sent.day),
    data: jsonOf(sent.data),
    box: jsonOf(sent.box),
    blob: bytesOf(sent.blob),
    amount: scaled(sent.amount, 2),
    number: whole(sent.number),
    since: day(sent.since),
    extra: jsonOf(sent.extra),
    raw: bytesOf(sent.raw),
  };
}

/** The fields of an update that are stored in another form than the API's. */
export function storedChange(change: schema.Update) {
  return {
    exact: scaled(change.exact, 6),
    small: scaled(change.small, 17),
    huge: whole(change.huge),
    day: day(change.day),
    data: jsonOf(change.data),
    box: jsonOf(change.box),
    blob: bytesOf(change.blob),
    amount: scaled(change.amount, 2),
    number: whole(change.number),
    since: day(change.since),
    extra: jsonOf(change.extra),
    raw: bytesOf(change.raw),
  };
}
