import { type Prisma } from "~/server/db";
import { scaled, text, unscaled, whole } from "~/server/rows";
import type * as schema from "./schema";

/** A condition on settings. */
export type Where = Prisma.SettingWhereInput;
export type Row = Prisma.SettingGetPayload<{
  select: typeof select;
}>;

/** The columns that the API returns. To return another one, add it here and to `schema.resource`. */
export const select = {
  id: true,
  code: true,
  handle: true,
  level: true,
  weight: true,
  balance: true,
  price: true,
  enabled: true,
  greeting: true,
  startedAt: true,
  state: true,
  computed: true,
  scope: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.SettingSelect;

/** A row as the API returns it. */
export function fromRow(row: Row) {
  return {
    ...row,
    balance: text(row.balance),
    price: unscaled(row.price, 3),
  };
}

/** The fields of a new row that are stored in another form than the API's. */
export function stored(sent: schema.Create) {
  return {
    balance: whole(sent.balance),
    price: scaled(sent.price, 3),
  };
}

/** The fields of an update that are stored in another form than the API's. */
export function storedChange(change: schema.Update) {
  return {
    balance: whole(change.balance),
    price: scaled(change.price, 3),
  };
}
