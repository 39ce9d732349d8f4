import { type Prisma } from "~/server/db";
import { scaled, unscaled } from "~/server/rows";
import type * as schema from "./schema";

/** A condition on singers. */
export type Where = Prisma.SingerWhereInput;
export type Row = Prisma.SingerGetPayload<{
  select: typeof select;
}>;

/** The related rows that the actor may see, by relation. */
export type Visible = {
  choir: Prisma.ChoirWhereInput;
  leads: Prisma.ChoirWhereInput;
};

/** The columns that the API returns. To return another one, add it here and to `schema.resource`. */
export const select = {
  id: true,
  name: true,
  fee: true,
  choirId: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.SingerSelect;

/** A row as the API returns it. */
export function fromRow(row: Row) {
  return {
    ...row,
    fee: unscaled(row.fee, 2),
  };
}

/** The fields of a new row that are stored in another form than the API's. */
export function stored(sent: schema.Create) {
  return {
    fee: scaled(sent.fee, 2),
  };
}

/** The fields of an update that are stored in another form than the API's. */
export function storedChange(change: schema.Update) {
  return {
    fee: scaled(change.fee, 2),
  };
}
