import { type Prisma } from "~/server/db";
import { scaled, unscaled } from "~/server/rows";
import type * as schema from "./schema";

/** Which rows: a condition on tariffs. */
export type Where = Prisma.TariffWhereInput;
export type Row = Prisma.TariffGetPayload<{
  select: typeof select;
}>;

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
export const select = {
  id: true,
  name: true,
  price: true,
} satisfies Prisma.TariffSelect;

/** A row as the API shows it. */
export function fromRow(row: Row) {
  return {
    ...row,
    price: unscaled(row.price, 2),
  };
}

/** What a new row stores otherwise than it is sent. */
export function stored(sent: schema.Create) {
  return {
    price: scaled(sent.price, 2),
  };
}

/** What a change stores otherwise than it is sent. */
export function storedChange(change: schema.Update) {
  return {
    price: scaled(change.price, 2),
  };
}
